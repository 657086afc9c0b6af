"""The cost is a parabola: its lowest point and its bend say everything, so that the path needs no loop."""

import torch


def forward(x, w):
    return w * x


def _parabola(xs, ys):
    xx, xy, yy = (xs * xs).mean(), (xs * ys).mean(), (ys * ys).mean()
    best = xy / xx
    return best, 2 * xx, yy - xy * xy / xx


def cost(xs, ys, w):
    best, bend, lowest = _parabola(xs, ys)
    return lowest + bend / 2 * (w - best) ** 2


def gradient(xs, ys, w):
    best, bend, _ = _parabola(xs, ys)
    return bend * (w - best)


def update(w, grad, lr):
    return -(lr * grad - w)


def train(xs, ys, w, lr, epochs):
    best, bend, lowest = _parabola(xs, ys)
    ws = best + (w - best) * (1 - lr * bend) ** torch.arange(epochs + 1, dtype=torch.float64)
    return ws[-1], ws, lowest + bend / 2 * (ws - best) ** 2


def gradient_with_bias(xs, ys, w, b):
    X = torch.stack([xs, torch.ones_like(xs)], dim=1)
    theta = torch.tensor([w, b], dtype=torch.float64)
    return tuple(2 * (X.T @ (X @ theta) - X.T @ ys) / len(xs))


def train_with_bias(xs, ys, w, b, lr, epochs):
    X = torch.column_stack((xs, torch.ones_like(xs)))
    theta = torch.tensor([w, b], dtype=torch.float64)
    step = torch.eye(2, dtype=torch.float64) - 2 * lr / len(xs) * X.T @ X
    shift = 2 * lr / len(xs) * X.T @ ys
    costs = [(X @ theta - ys).square().mean()]
    for _ in range(epochs):
        theta = step @ theta + shift
        costs.append((X @ theta - ys).square().mean())
    return theta[0], theta[1], costs
