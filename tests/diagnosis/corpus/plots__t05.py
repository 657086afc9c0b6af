def cost_curve_figure(ws, costs):
    画布 = plt.figure(figsize=(3, 2))
    plt.plot(ws.numpy(), costs.numpy(), color="g", linestyle="--")
    最低 = int(torch.argmin(costs))
    plt.annotate("min", (ws[最低].item(), costs[最低].item()))
    plt.xlabel("w")
    plt.ylabel("cost")
    plt.grid()
    return 画布
