def training_curve_figure(costs):
    fig, ax = plt.subplots()
    ax.plot(range(1, len(costs) + 1), costs.tolist())
    ax.set_xlabel("epoch")
    ax.set_ylabel("cost")
    return fig
