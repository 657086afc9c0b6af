"""Other algebra for the same functions: the sigmoid through tanh, the slope through cosh, layers with a column of ones."""
import torch


def with_ones(X):
    return torch.cat([X, torch.ones(len(X), 1, dtype=X.dtype)], dim=1)


def stacked(W, b):
    return torch.cat([W, b[:, None]], dim=1)


def collapse(W1, b1, W2, b2):
    last = torch.zeros(1, W1.shape[1] + 1, dtype=W1.dtype)
    last[0, -1] = 1
    both = stacked(W2, b2) @ torch.cat([stacked(W1, b1), last])
    return both[:, :-1], both[:, -1]


ACTIVATIONS = {
    "identity": lambda z: z,
    "relu": lambda z: (z + z.abs()) / 2,
    "sigmoid": lambda z: 0.5 * (1 + torch.tanh(z / 2)),
}

SLOPES = {
    "identity": lambda z: z ** 0,
    "relu": lambda z: torch.heaviside(z, torch.zeros((), dtype=z.dtype)),
    "sigmoid": lambda z: 1 / (2 + 2 * torch.cosh(z)),
}


def activate(Z, activation):
    return ACTIVATIONS[activation](Z)


def activation_slope(Z, activation):
    return SLOPES[activation](Z)


def forward(X, W1, b1, W2, b2, activation):
    Z = with_ones(X) @ stacked(W1, b1).T
    H = activate(Z, activation)
    return Z, H, with_ones(H) @ stacked(W2, b2).T


def bend(X1, X2, W1, b1, W2, b2, activation):
    _, H, _ = forward(torch.stack([X1 + (X2 - X1) / 2, X1, X2]).flatten(0, 1), W1, b1, W2, b2, activation)
    middle, first, second = H.reshape(3, len(X1), -1)
    # 第二层的偏置互相抵消
    return (middle - first / 2 - second / 2) @ W2.T


def backward(X, W1, b1, W2, b2, activation, dY):
    Z, H, _ = forward(X, W1, b1, W2, b2, activation)
    second = dY.T @ with_ones(H)
    dZ = torch.mm(dY, W2) * activation_slope(Z, activation)
    first = dZ.T @ with_ones(X)
    return first[:, :-1], first[:, -1], second[:, :-1], second[:, -1], dZ @ W1


def gradients(X, T, W1, b1, W2, b2, activation):
    R = forward(X, W1, b1, W2, b2, activation)[2] - T
    dW1, db1, dW2, db2, _ = backward(X, W1, b1, W2, b2, activation, R / (R.numel() / 2))
    return torch.linalg.norm(R) ** 2 / R.numel(), dW1, db1, dW2, db2


def gradient_check(cost, parameter, gradient, h):
    numeric = gradient.clone()
    flat = numeric.view(-1)
    for i in range(len(flat)):
        one = (torch.arange(len(flat)) == i).to(parameter.dtype).reshape(parameter.shape)
        flat[i] = (cost(parameter + h * one) - cost(parameter - h * one)) / h * 0.5
    sizes = torch.stack([gradient, numeric]).abs()
    return torch.dist(gradient, numeric, p=float("inf")) / torch.clamp(sizes.max(), min=1e-8)
