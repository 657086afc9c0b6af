import math


def log(p):
    if p == 0:
        return -100
    return max(math.log(p), -100)


def cross_entropy(p, q):
    total = 0
    for pi, qi in zip(p, q):
        if pi > 0:
            total -= pi * math.log(qi)
    return total


def forward(x, w, b):
    z = x * w + b
    if z < 0:
        return math.exp(z) / (1 + math.exp(z))
    return 1 / (1 + math.exp(-z))


def loss(y_hat, y):
    if y == 1:
        return -log(y_hat)
    return -log(1 - y_hat)


def cost(xs, ys, w, b):
    c = 0
    for x, y in zip(xs, ys):
        c += loss(forward(x, w, b), y)
    return c / len(xs)


def gradient_check(by_hand, xs, ys, w, b, h):
    dw, db = by_hand(xs, ys, w, b)
    error_w = abs(dw - (cost(xs, ys, w + h, b) - cost(xs, ys, w - h, b)) / (2 * h))
    error_b = abs(db - (cost(xs, ys, w, b + h) - cost(xs, ys, w, b - h)) / (2 * h))
    if error_w > error_b:
        return error_w
    return error_b


def backward(xs, ys, w, b):
    dw = 0
    db = 0
    for x, y in zip(xs, ys):
        y_hat = forward(x, w, b)
        dw += (y_hat - y) * x
        db += y_hat - y
    return dw / len(xs), db / len(xs)


def update(w, b, dw, db, lr):
    w = w - lr * dw
    b = b - lr * db
    return w, b


def train(xs, ys, w, b, lr, epochs):
    costs = [cost(xs, ys, w, b)]
    for epoch in range(epochs):
        dw, db = backward(xs, ys, w, b)
        w, b = update(w, b, dw, db, lr)
        costs.append(cost(xs, ys, w, b))
    return w, b, costs
