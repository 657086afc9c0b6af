import math
from functools import reduce


def forward(x, w):
    y_hat = w * x
    return y_hat


def loss(x, y, w):
    return math.pow(forward(x, w) - y, 2)


def cost_sum(xs, ys, w):
    return reduce(lambda total, sample: total + loss(*sample, w), zip(xs, ys), 0.0)


def cost(xs, ys, w):
    losses = [loss(x, y, w) for x, y in zip(xs, ys)]
    return sum(losses) / len(losses)
