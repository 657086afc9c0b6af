def cost_curve_figure(ws, costs):
    fig = plt.figure()
    plt.plot(ws.tolist(), costs.tolist())
    plt.plot([ws[0].item()], [costs.min().item()], "ro")
    plt.xlabel("w")
    plt.ylabel("cost")
    return fig
