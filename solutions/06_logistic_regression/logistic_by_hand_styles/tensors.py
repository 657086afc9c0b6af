import torch


def cross_entropy(p, q):
    return -torch.xlogy(p, q).sum()


def forward(x, w, b):
    return 0.5 + 0.5 * torch.tanh(torch.tensor(0.5) * (x * w + b)) if not torch.is_tensor(x) else 0.5 + torch.tanh((x * w + b) / 2) / 2


def loss(y_hat, y):
    p = torch.as_tensor(y_hat)
    right = torch.where(torch.as_tensor(y) == 1, p, 1 - p)
    return -right.log().clamp_min(-100.0)


def cost(xs, ys, w, b):
    return loss(forward(xs, w, b), ys).mean()


def gradient_check(by_hand, xs, ys, w, b, h):
    f = lambda w, b: cost(xs, ys, w, b)
    slopes = (f(w + h, b) - f(w - h, b)) / 2 / h, (f(w, b + h) - f(w, b - h)) / 2 / h
    return max((d - s).abs().item() for d, s in zip(by_hand(xs, ys, w, b), slopes))


def backward(xs, ys, w, b):
    residual = forward(xs, w, b).sub(ys)
    n = residual.numel()
    design = torch.stack([xs, torch.ones_like(xs)])
    return tuple(design @ residual / n)


def update(w, b, dw, db, lr):
    return (w - dw * lr, b - db * lr)


def train(xs, ys, w, b, lr, epochs):
    parameters = (w, b)
    costs = [cost(xs, ys, *parameters)]
    while len(costs) <= epochs:
        parameters = update(*parameters, *backward(xs, ys, *parameters), lr)
        costs.append(cost(xs, ys, *parameters).item())
    return (*parameters, costs)
