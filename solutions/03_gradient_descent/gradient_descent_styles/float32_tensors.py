import torch


def _t(v):
    return torch.as_tensor(v, dtype=torch.float32)


def forward(x, w):
    return _t(x) * _t(w)


def cost(xs, ys, w):
    return torch.mean(torch.square(forward(xs, w) - _t(ys)))


def gradient(xs, ys, w):
    return torch.mean(2.0 * _t(xs) * (forward(xs, w) - _t(ys)))


def update(w, grad, lr):
    return _t(w) - lr * _t(grad)


def train(xs, ys, w, lr, epochs):
    w = torch.tensor([w], dtype=torch.float32)
    ws = [w.clone()]
    costs = [cost(xs, ys, w).item()]
    for epoch in range(epochs):
        w = update(w, gradient(xs, ys, w), lr)
        ws.append(w.clone())
        costs.append(cost(xs, ys, w).item())
    return w, ws, costs


def gradient_with_bias(xs, ys, w, b):
    r = forward(xs, w) + _t(b) - _t(ys)
    return torch.mean(2 * _t(xs) * r), torch.mean(2 * r)


def train_with_bias(xs, ys, w, b, lr, epochs):
    w, b = _t(w), _t(b)
    costs = torch.zeros(epochs + 1)
    for i in range(epochs + 1):
        costs[i] = torch.mean((forward(xs, w) + b - _t(ys)).pow(2))
        if i < epochs:
            dw, db = gradient_with_bias(xs, ys, w, b)
            w = w - lr * dw
            b = b - lr * db
    return w.item(), b.item(), costs
