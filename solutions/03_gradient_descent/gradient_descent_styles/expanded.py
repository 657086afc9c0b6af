"""The square multiplied out: sums of x*x, x*y and y*y are enough."""
import torch


def forward(x, w):
    return torch.mul(torch.as_tensor(x), w)


def cost(xs, ys, w):
    r = xs * w - ys
    return (r @ r) / r.shape[0]


def gradient(xs, ys, w):
    return 2 * (w * (xs @ xs) - xs @ ys) / xs.numel()


def update(w, grad, lr):
    return torch.sub(torch.as_tensor(w), torch.as_tensor(grad), alpha=lr)


def train(xs, ys, w, lr, epochs):
    costs = [cost(xs, ys, w).item()]
    ws = [w]
    for i in range(epochs):
        w = w - lr * gradient(xs, ys, w).item()
        ws.append(w)
        costs.append(cost(xs, ys, w).item())
    return (w, torch.tensor(ws, dtype=torch.float64), torch.tensor(costs, dtype=torch.float64))


def gradient_with_bias(xs, ys, w, b):
    n = len(xs)
    dw = 2 * (w * (xs @ xs) + b * xs.sum() - xs @ ys) / n
    db = 2 * (w * xs.sum() + n * b - ys.sum()) / n
    return torch.stack([dw, db])


def train_with_bias(xs, ys, w, b, lr, epochs):
    costs = []
    for _ in range(epochs):
        costs.append((xs * w + b - ys).square().mean().item())
        dw, db = gradient_with_bias(xs, ys, w, b).tolist()
        w, b = w - lr * dw, b - lr * db
    costs.append((xs * w + b - ys).square().mean().item())
    return w, b, costs
