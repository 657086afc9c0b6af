import matplotlib.pyplot as plt
import torch


def data_figure(xs, ys, w):
    fig = plt.figure()
    ax = fig.add_axes([0.15, 0.15, 0.8, 0.75])
    ax.errorbar(xs, ys, fmt="s", label="samples")
    order = torch.argsort(xs)
    ax.plot(xs[order], w * xs[order], "--", label="model")
    ax.legend()
    fig.supxlabel("x")
    fig.supylabel("y")
    return fig


def cost_curve_figure(ws, costs):
    fig, ax = plt.subplots()
    best = int(torch.argmin(costs))
    colours = ["grey"] * len(ws)
    colours[best] = "red"
    ax.plot(ws, costs, color="grey")
    ax.scatter(ws, costs, c=colours)
    ax.set_xlabel(r"$w$")
    ax.set_ylabel("mean squared error")
    return fig


def cost_surface_figure(ws, bs, surface):
    pairs = torch.cartesian_prod(ws, bs)
    z = surface.reshape(-1)
    fig, ax = plt.subplots()
    ax.tripcolor(pairs[:, 0], pairs[:, 1], z)
    ax.tricontour(pairs[:, 0], pairs[:, 1], z, colors="white", linewidths=0.5)
    best = pairs[z.argmin()]
    ax.text(best[0], best[1], "min", color="white")
    ax.set_xlabel("weight")
    ax.set_ylabel("bias")
    return fig
