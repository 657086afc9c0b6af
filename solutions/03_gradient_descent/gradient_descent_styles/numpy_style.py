import numpy as np


def forward(x, w):
    return np.multiply(x, w)


def cost(xs, ys, w):
    return np.mean(np.power(np.array(xs) * w - np.array(ys), 2))


def gradient(xs, ys, w):
    xs, ys = np.asarray(xs), np.asarray(ys)
    return 2 * np.dot(xs, xs * w - ys) / xs.size


def update(w, grad, lr):
    return np.subtract(w, lr * grad)


def train(xs, ys, w, lr, epochs):
    ws = np.empty(epochs + 1)
    ws[0] = w
    for t in range(epochs):
        ws[t + 1] = update(ws[t], gradient(xs, ys, ws[t]), lr)
    return ws[-1], ws, np.array([cost(xs, ys, w) for w in ws])


def gradient_with_bias(xs, ys, w, b):
    X = np.stack([np.asarray(xs), np.ones(len(xs))], axis=1)
    g = 2 / len(xs) * X.T @ (X @ np.array([w, b]) - np.asarray(ys))
    return g


def train_with_bias(xs, ys, w, b, lr, epochs):
    p = np.array([w, b])
    xs, ys = np.asarray(xs), np.asarray(ys)
    costs = []
    for _ in range(epochs):
        costs.append(np.mean((xs * p[0] + p[1] - ys) ** 2))
        p = p - lr * gradient_with_bias(xs, ys, *p)
    costs.append(np.mean((xs * p[0] + p[1] - ys) ** 2))
    return p[0], p[1], costs
