# 逐个样本反向传播，再把各样本的梯度相加
import torch


def collapse(W1, b1, W2, b2):
    W = torch.zeros(W2.shape[0], W1.shape[1], dtype=torch.float64)
    for i in range(W1.shape[1]):
        W[:, i] = W2 @ W1[:, i]
    return W, b2 + W2 @ b1


def activate(Z, activation):
    if activation == "relu":
        return Z * (Z > 0)
    if activation == "sigmoid":
        return 1 / (1 + torch.exp(-Z))
    return Z.clone()


def activation_slope(Z, activation):
    if activation == "relu":
        return (Z > 0).double()
    if activation == "sigmoid":
        return torch.exp(-Z) / (1 + torch.exp(-Z)) ** 2
    return Z * 0 + 1


def forward(X, W1, b1, W2, b2, activation):
    Z, H, Y = [], [], []
    for x in X:
        z = W1 @ x + b1
        h = activate(z, activation)
        Z.append(z)
        H.append(h)
        Y.append(W2 @ h + b2)
    return torch.stack(Z), torch.stack(H), torch.stack(Y)


def bend(X1, X2, W1, b1, W2, b2, activation):
    rows = []
    for u, v in zip(X1, X2):
        y = forward(torch.stack([u, v, (u + v) / 2]), W1, b1, W2, b2, activation)[2]
        rows.append(y[2] - (y[0] + y[1]) / 2)
    return torch.stack(rows)


def backward(X, W1, b1, W2, b2, activation, dY):
    dW1, db1, dW2, db2 = torch.zeros_like(W1), torch.zeros_like(b1), torch.zeros_like(W2), torch.zeros_like(b2)
    dX = torch.zeros_like(X)
    for n, (x, dy) in enumerate(zip(X, dY)):
        z = W1 @ x + b1
        h = activate(z, activation)
        dW2 += torch.outer(dy, h)
        db2 += dy
        dz = (W2.T @ dy) * activation_slope(z, activation)
        dW1 += torch.outer(dz, x)
        db1 += dz
        dX[n] = W1.T @ dz
    return dW1, db1, dW2, db2, dX


def gradients(X, T, W1, b1, W2, b2, activation):
    Y = forward(X, W1, b1, W2, b2, activation)[2]
    r = Y - T
    g = backward(X, W1, b1, W2, b2, activation, r * (2.0 / r.numel()))
    return torch.mean(r.pow(2)), g[0], g[1], g[2], g[3]


def gradient_check(cost, parameter, gradient, h):
    # 每次只移动一个数
    numeric = []
    for i in range(parameter.numel()):
        above = parameter.clone()
        below = parameter.clone()
        above.view(-1)[i] += h
        below.view(-1)[i] -= h
        numeric.append((cost(above) - cost(below)) / (2 * h))
    largest, size = 0.0, 1e-8
    for g, n in zip(gradient.flatten(), numeric):
        largest = max(largest, abs(g - n))
        size = max(size, abs(g), abs(n))
    return largest / size
