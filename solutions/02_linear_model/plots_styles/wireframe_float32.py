import torch
import matplotlib.pyplot as plt
from matplotlib.figure import Figure


def data_figure(xs, ys, w):
    fig = Figure()
    ax = fig.add_subplot()
    ax.plot(torch.as_tensor(xs).float(), torch.as_tensor(ys).float(), 'o')
    ax.axline((0, 0), slope=w)
    ax.set_xlabel('x')
    ax.set_ylabel('y')
    return fig


def cost_curve_figure(ws, costs):
    ws, costs = torch.as_tensor(ws).float(), torch.as_tensor(costs).float()
    lowest, index = torch.min(costs, 0)
    fig = Figure()
    ax = fig.subplots()
    ax.plot(ws, costs, marker='D', markevery=[index.item()])
    ax.set_xlabel('w')
    ax.set_ylabel('cost')
    return fig


def cost_surface_figure(ws, bs, surface):
    ws, bs, surface = ws.float(), bs.float(), surface.float()
    W = ws.view(-1, 1).repeat(1, len(bs))
    B = bs.repeat(len(ws), 1)
    fig = plt.figure()
    ax = plt.axes(projection='3d')
    ax.plot_wireframe(W.numpy(), B.numpy(), surface.numpy())
    i = surface.argmin() // len(bs)
    j = surface.argmin() % len(bs)
    ax.plot([ws[i]], [bs[j]], [surface[i, j]], 'r^')
    ax.set_xlabel('w')
    ax.set_ylabel('b')
    ax.set_zlabel('cost')
    return fig
