def data_figure(xs, ys, w):
    fig, ax = plt.subplots()
    ax.scatter(xs.numpy(), ys.numpy())
    s = torch.sort(xs).values
    ax.plot((s * w).numpy(), s.numpy())
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    return fig
