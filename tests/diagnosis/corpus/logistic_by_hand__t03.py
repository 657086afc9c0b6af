import math


def forward(x, w, b):
    z = x * w + b
    return 1 / (1 + math.exp(-z))


def cost(xs, ys, w, b):
    s = 0
    for x, y in zip(xs.tolist(), ys.tolist()):
        s += loss(forward(x, w, b), y)
    return s / len(xs)


def backward(xs, ys, w, b):
    dw, db = 0, 0
    for x, y in zip(xs.tolist(), ys.tolist()):
        e = forward(x, w, b) - y
        dw += e * x
        db += e
    return dw / len(xs), db / len(xs)
