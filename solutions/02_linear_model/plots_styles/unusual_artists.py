import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Ellipse, PathPatch
from matplotlib.path import Path


def data_figure(xs, ys, w):
    xs, ys = np.asarray(xs), np.asarray(ys)
    fig, ax = plt.subplots()
    ax.stem(xs, ys)
    ax.axline((xs.mean(), xs.mean() * w), (xs.mean() + 1, (xs.mean() + 1) * w), color="k")
    ax.set_title("data")
    ax.set_xlabel("$x$")
    ax.set_ylabel("$y$")
    return fig


def cost_curve_figure(ws, costs):
    ws, costs = np.asarray(ws), np.asarray(costs)
    fig, ax = plt.subplots()
    ax.add_patch(PathPatch(Path(np.c_[ws, costs]), fill=False))
    ax.set_xlim(ws.min() - 0.1 * np.ptp(ws), ws.max() + 0.1 * np.ptp(ws))
    ax.set_ylim(costs.min() - 0.1 * np.ptp(costs), costs.max() + 0.1 * np.ptp(costs))
    k = costs.argmin()
    ax.add_patch(Ellipse((ws[k], costs[k]), 0.02 * np.ptp(ws), 0.02 * np.ptp(costs), color="r"))
    ax.set_xlabel("w")
    ax.set_ylabel("cost(w)")
    return fig


def cost_surface_figure(ws, bs, surface):
    fig = plt.figure()
    ax = fig.add_subplot(projection="3d")
    W, B = np.meshgrid(ws, bs, indexing="ij")
    Z = np.asarray(surface)
    ax.plot_trisurf(W.ravel(), B.ravel(), Z.ravel(), cmap="coolwarm")
    i, j = np.argwhere(Z == Z.min())[0]
    ax.text(ws[i], bs[j], Z[i, j], "minimum")
    ax.set(xlabel="w", ylabel="b", zlabel="cost")
    return fig
