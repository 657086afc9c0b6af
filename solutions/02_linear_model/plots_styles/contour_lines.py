import torch
from matplotlib import pyplot as plt


def data_figure(xs, ys, w):
    fig, ax = plt.subplots(1, 1, figsize=(6, 4))
    ax.scatter(xs.numpy(), ys.numpy(), marker='x')
    grid = torch.linspace(float(xs.min()), float(xs.max()), 100, dtype=torch.float64)
    ax.plot(grid, w * grid)
    ax.set(xlabel='x', ylabel='y', title='w = %.2f' % w)
    ax.grid(True)
    return fig


def cost_curve_figure(ws, costs):
    fig, ax = plt.subplots()
    ax.plot(ws, costs, '.-')
    i = torch.as_tensor(costs).argmin()
    ax.axvline(ws[i], linestyle='--', color='grey')
    ax.set_xlabel('weight w')
    ax.set_ylabel('MSE')
    return fig


def cost_surface_figure(ws, bs, surface):
    fig, ax = plt.subplots()
    lines = ax.contour(ws, bs, surface.T, levels=12)
    ax.clabel(lines)
    i, j = (surface == surface.min()).nonzero()[0]
    ax.plot(ws[i], bs[j], marker='*', markersize=12)
    ax.set_xlabel('w')
    ax.set_ylabel('b')
    return fig
