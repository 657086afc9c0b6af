import math


def cross_entropy(p, q):
    return -sum(pi * math.log(qi) for pi, qi in zip(p.tolist(), q.tolist()) if pi != 0)


def loss(y_hat, y):
    猜中 = float(y_hat if y == 1 else 1 - y_hat)
    return 100.0 if 猜中 == 0 else min(100.0, -math.log(猜中))


def cost(xs, ys, w, b):
    return sum(loss(forward(x, w, b), y) for x, y in zip(xs.tolist(), ys.tolist())) / len(xs)


def update(w, b, dw, db, lr):
    return tuple(p - lr * g for p, g in zip((w, b), (dw, db)))
