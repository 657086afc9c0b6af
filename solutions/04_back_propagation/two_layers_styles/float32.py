import torch


def f(v):
    return torch.as_tensor(v).float()


def collapse(W1, b1, W2, b2):
    W1, b1, W2, b2 = f(W1), f(b1), f(W2), f(b2)
    return torch.matmul(W2, W1), torch.mv(W2, b1) + b2


def activate(Z, activation):
    Z = f(Z)
    return {"relu": torch.relu, "sigmoid": torch.sigmoid, "identity": lambda z: z}[activation](Z)


def activation_slope(Z, activation):
    Z = f(Z)
    if activation == "relu":
        return torch.where(Z > 0, torch.tensor(1.0), torch.tensor(0.0))
    if activation == "sigmoid":
        e = torch.exp(-Z.abs())
        return e / (1 + e) ** 2
    return torch.ones(Z.shape)


def forward(X, W1, b1, W2, b2, activation):
    Z = torch.addmm(f(b1), f(X), f(W1).t())
    H = activate(Z, activation)
    return Z, H, torch.addmm(f(b2), H, f(W2).t())


def bend(X1, X2, W1, b1, W2, b2, activation):
    stacked = torch.cat([(f(X1) + f(X2)) / 2, f(X1), f(X2)])
    middle, first, second = forward(stacked, W1, b1, W2, b2, activation)[2].chunk(3)
    return middle - 0.5 * (first + second)


def backward(X, W1, b1, W2, b2, activation, dY):
    X, W1, W2, dY = f(X), f(W1), f(W2), f(dY)
    Z, H, Y = forward(X, W1, b1, W2, b2, activation)
    dW2, db2 = dY.t().mm(H), dY.sum(dim=0)
    dZ = dY.mm(W2).mul(activation_slope(Z, activation))
    return dZ.t().mm(X), dZ.sum(dim=0), dW2, db2, dZ.mm(W1)


def gradients(X, T, W1, b1, W2, b2, activation):
    Y = forward(X, W1, b1, W2, b2, activation)[2]
    n = Y.shape[0] * Y.shape[1]
    cost = ((Y - f(T)) ** 2).sum() / n
    dW1, db1, dW2, db2, dX = backward(X, W1, b1, W2, b2, activation, (Y - f(T)) * 2 / n)
    return cost, dW1, db1, dW2, db2


def gradient_check(cost, parameter, gradient, h):
    parameter, gradient = f(parameter), f(gradient)
    numeric = torch.zeros(parameter.numel())
    for i in range(parameter.numel()):
        step = torch.zeros(parameter.numel())
        step[i] = h
        step = step.view(parameter.shape)
        numeric[i] = (cost(parameter + step) - cost(parameter - step)) / (2 * h)
    gap = (gradient.flatten() - numeric).abs().max()
    return gap / max(gradient.abs().max(), numeric.abs().max(), 1e-8)
