# NumPy's functions on whatever comes in
import numpy as np


def forward(x, w, b):
    return x * w + b


def cost(xs, ys, w, b):
    return np.mean((forward(xs, w, b) - ys) ** 2)


def weight_grid(start, stop, step):
    return np.linspace(start, stop, int(round((stop - start) / step)) + 1)


def search(xs, ys, ws):
    costs = [cost(xs, ys, w, 0.0) for w in ws]
    return costs, ws[np.argmin(costs)]


def cost_surface(xs, ys, ws, bs):
    return np.array([[cost(xs, ys, w, b) for b in bs] for w in ws])


def best_pair(ws, bs, surface):
    i, j = np.argwhere(surface == np.min(surface))[0]
    return ws[i], bs[j]
