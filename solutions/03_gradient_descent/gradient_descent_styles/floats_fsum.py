from functools import reduce
from itertools import accumulate
from math import fsum


def forward(x, w):
    return x * w


def pairs(xs, ys):
    return list(zip(map(float, xs), map(float, ys)))


def mean(values):
    values = list(values)
    return fsum(values) / len(values)


def cost(xs, ys, w):
    return mean((forward(x, w) - y) ** 2 for x, y in pairs(xs, ys))


def gradient(xs, ys, w):
    return mean(2 * x * (forward(x, w) - y) for x, y in pairs(xs, ys))


def update(w, grad, lr):
    return w - lr * grad


def train(xs, ys, w, lr, epochs):
    steps = lambda v, _: update(v, gradient(xs, ys, v), lr)
    ws = [*accumulate(range(epochs), steps, initial=w)]
    return reduce(steps, range(epochs), w), ws, [cost(xs, ys, v) for v in ws]


def gradient_with_bias(xs, ys, w, b):
    residuals = [(x, x * w + b - y) for x, y in pairs(xs, ys)]
    return mean(2 * x * r for x, r in residuals), mean(2 * r for _, r in residuals)


def train_with_bias(xs, ys, w, b, lr, epochs):
    path = [(w, b)]
    for _ in range(epochs):
        w, b = (update(p, g, lr) for p, g in zip(path[-1], gradient_with_bias(xs, ys, *path[-1])))
        path.append((w, b))
    return *path[-1], [mean((x * w + b - y) ** 2 for x, y in pairs(xs, ys)) for w, b in path]
