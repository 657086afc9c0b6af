import torch


def make_weight(value):
    return torch.full((1,), value, dtype=torch.float64).requires_grad_(True)


def forward(x, w):
    return torch.mul(w, x)


def loss(x, y, w):
    return torch.square(forward(x, w) - y).sum()


def backward(x, y, w):
    value = loss(x, y, w)
    torch.autograd.backward(value)
    return float(value)


def update(w, lr):
    with torch.no_grad():
        w -= lr * w.grad


def zero_gradient(w):
    w.grad = None


def train(xs, ys, w, lr, epochs):
    history, losses = [float(w)], []
    for _ in range(epochs):
        epoch_loss = 0.0
        for i in range(len(xs)):
            zero_gradient(w)
            epoch_loss += backward(xs[i], ys[i], w)
            update(w, lr)
        history.append(float(w))
        losses.append(epoch_loss)
    zero_gradient(w)
    return history, losses
