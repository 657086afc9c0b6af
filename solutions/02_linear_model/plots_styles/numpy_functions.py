import numpy as np
import matplotlib.pyplot as plt


def data_figure(xs, ys, w):
    xs = np.array(xs)
    fig, ax = plt.subplots()
    ax.plot(xs, np.array(ys), "r+", np.sort(xs), np.sort(xs) * w, "b-")
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    plt.close(fig)
    return fig


def cost_curve_figure(ws, costs):
    ws, costs = np.array(ws), np.array(costs)
    fig, ax = plt.subplots()
    ax.plot(ws, costs)
    i = np.argmin(costs)
    ax.plot([ws[i], ws[i]], [0, costs[i]], "k:")
    ax.set_xlabel("w")
    ax.set_ylabel("J (cost)")
    plt.close(fig)
    return fig


def cost_surface_figure(ws, bs, surface):
    ws, bs, Z = np.array(ws), np.array(bs), np.array(surface)
    fig, ax = plt.subplots()
    mesh = ax.pcolormesh(ws, bs, Z.T, shading="gouraud")
    fig.colorbar(mesh)
    i, j = np.unravel_index(Z.argmin(), Z.shape)
    ax.annotate("low", (ws[i], bs[j]), color="w")
    ax.set_xlabel("w")
    ax.set_ylabel("b")
    plt.close(fig)
    return fig
