import math

import numpy as np


def cross_entropy(p, q):
    h = np.float64(0)
    for i in range(len(p)):
        if float(p[i]) == 0.0:
            continue
        h -= float(p[i]) * np.log(float(q[i]))
    return h


def forward(x, w, b):
    z = np.clip(np.float64(x) * w + b, -700, None)
    return 1.0 / (1.0 + np.exp(-z))


def loss(y_hat, y):
    p = np.float64(y_hat)
    with np.errstate(divide="ignore"):
        logs = np.log([1 - p, p])
    logs[logs < -100] = -100
    return -logs[int(y)]


def cost(xs, ys, w, b):
    n = xs.numel()
    return math.fsum(loss(forward(xs[i].item(), w, b), ys[i].item()) for i in range(n)) / n


def gradient_check(by_hand, xs, ys, w, b, h):
    params = [w, b]
    grads = by_hand(xs, ys, w, b)
    worst = 0.0
    for i in range(2):
        old = params[i]
        params[i] = old + h
        plus = cost(xs, ys, *params)
        params[i] = old - h
        minus = cost(xs, ys, *params)
        params[i] = old
        worst = max(worst, abs(grads[i] - (plus - minus) / (2 * h)))
    return worst


def backward(xs, ys, w, b):
    x, y = xs.numpy(), ys.numpy()
    e = np.array([forward(v, w, b) for v in x]) - y
    return float((e * x).mean()), float(e.mean())


def update(w, b, dw, db, lr):
    w -= lr * dw
    b -= lr * db
    return [w, b]


def train(xs, ys, w, b, lr, epochs):
    costs = []
    for epoch in range(epochs + 1):
        costs.append(cost(xs, ys, w, b))
        if epoch < epochs:
            dw, db = backward(xs, ys, w, b)
            w, b = update(w, b, dw, db, lr)
    return w, b, costs


if __name__ == "__main__":
    print(forward(2.0, 0.5, -1.0))
