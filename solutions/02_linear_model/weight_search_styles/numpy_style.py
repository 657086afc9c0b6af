import numpy as np


def forward(x, w, b):
    return np.asarray(x) * w + b


def cost(xs, ys, w, b):
    return np.mean((forward(xs, w, b) - np.asarray(ys)) ** 2)


def weight_grid(start, stop, step):
    n = int(np.rint((stop - start) / step)) + 1
    return np.linspace(start, stop, n)


def search(xs, ys, ws):
    ws = np.array(ws)
    costs = np.array([cost(xs, ys, w, 0) for w in ws])
    return costs, ws[np.argmin(costs)]


def cost_surface(xs, ys, ws, bs):
    W, B = np.meshgrid(ws, bs)          # rows belong to b here
    surface = np.zeros(W.shape)
    for x, y in zip(np.array(xs), np.array(ys)):
        surface += (x * W + B - y) ** 2
    return (surface / len(xs)).T


def best_pair(ws, bs, surface):
    surface = np.array(surface)
    i, j = np.unravel_index(np.argmin(surface), surface.shape)
    return float(ws[i]), float(bs[j])
