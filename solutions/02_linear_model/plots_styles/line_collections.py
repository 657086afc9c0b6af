import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection


def data_figure(xs, ys, w):
    fig, ax = plt.subplots()
    ax.scatter(xs, ys)
    lo, hi = float(min(xs)), float(max(xs))
    ax.add_collection(LineCollection([[(lo, lo * w), (hi, hi * w)]], colors="red"))
    ax.autoscale()
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    return fig


def cost_curve_figure(ws, costs):
    points = np.array([[float(w), float(c)] for w, c in zip(ws, costs)])
    fig, ax = plt.subplots()
    segments = np.stack([points[:-1], points[1:]], axis=1)
    ax.add_collection(LineCollection(segments, array=points[:-1, 1], cmap="viridis"))
    low = points[points[:, 1].argmin()]
    ax.annotate("minimum", xy=low, xytext=(20, 20), textcoords="offset points", arrowprops={"arrowstyle": "->"})
    ax.autoscale()
    ax.set(xlabel="w", ylabel="Cost")
    return fig


def cost_surface_figure(ws, bs, surface):
    W, B = np.meshgrid(ws, bs, indexing="ij")
    Z = np.asarray(surface)
    fig, ax = plt.subplots()
    filled = ax.tricontourf(W.ravel(), B.ravel(), Z.ravel(), levels=14)
    fig.colorbar(filled, ax=ax, label="cost")
    k = Z.argmin()
    ax.plot(W.ravel()[k], B.ravel()[k], "r*")
    ax.set(xlabel="w", ylabel="b")
    return fig
