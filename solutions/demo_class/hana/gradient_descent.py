import torch


def forward(x, w):
    return x * w


def cost(xs, ys, w):
    return ((forward(xs, w) - ys) ** 2).mean()


def slope(f, w):
    # PyTorch knows how to differentiate
    w = torch.tensor(float(w), dtype=torch.float64, requires_grad=True)
    f(w).backward()
    return w.grad.item()


def gradient(xs, ys, w):
    return slope(lambda v: cost(xs, ys, v), w)


def update(w, grad, lr):
    return w - lr * grad


def train(xs, ys, w, lr, epochs):
    ws, costs = [w], [cost(xs, ys, w).item()]
    for _ in range(epochs):
        w = update(w, gradient(xs, ys, w), lr)
        ws.append(w)
        costs.append(cost(xs, ys, w).item())
    return w, ws, costs


def gradient_with_bias(xs, ys, w, b):
    r = xs * w + b - ys
    return (2 * xs * r).mean().item(), (2 * r).mean().item()


def train_with_bias(xs, ys, w, b, lr, epochs):
    costs = [((xs * w + b - ys) ** 2).mean().item()]
    for _ in range(epochs):
        dw, db = gradient_with_bias(xs, ys, w, b)
        w, b = w - lr * dw, b - lr * db
        costs.append(((xs * w + b - ys) ** 2).mean().item())
    return w, b, costs
