import torch


def features(x):
    x = torch.as_tensor(x, dtype=torch.float64).reshape(())
    return torch.stack([x * x, x, torch.ones_like(x)])


def forward(x, w1, w2, b):
    return (w1 * x + w2) * x + b     # Horner


def loss(x, y, w1, w2, b):
    r = forward(x, w1, w2, b) - y
    return r * r


def gradients(x, y, w1, w2, b):
    return 2 * (forward(x, w1, w2, b) - y) * features(x)


def gradients_by_autograd(x, y, w1, w2, b):
    theta = torch.tensor([w1, w2, b], dtype=torch.float64, requires_grad=True)
    value = loss(x, y, theta[0], theta[1], theta[2])
    (g,) = torch.autograd.grad(value, theta)
    return g.tolist()


def gradient_check(by_hand, xs, ys, w1, w2, b):
    found = []
    for x, y in zip(xs, ys):
        h = torch.tensor([float(one) for one in by_hand(x, y, w1, w2, b)], dtype=torch.float64)
        a = torch.tensor(gradients_by_autograd(x, y, w1, w2, b), dtype=torch.float64)
        size = torch.maximum(h.abs(), a.abs()).clamp(min=1e-8)
        found.append(((h - a).abs() / size).max())
    return torch.stack(found).max()


def train(xs, ys, w1, w2, b, lr, epochs):
    theta = torch.tensor([w1, w2, b], dtype=torch.float64)
    losses = []
    for _ in range(epochs):
        total = torch.zeros((), dtype=torch.float64)
        for x, y in zip(xs, ys):
            total += loss(x, y, *theta)
            theta = theta - lr * gradients(x, y, *theta)
        losses.append(total)
    return theta[0], theta[1], theta[2], losses
