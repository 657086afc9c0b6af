# 用对偶数求导：a + a'ε，ε 的平方为 0
import math
from collections import namedtuple

Dual = namedtuple("Dual", "value slope")


def times(p, q):
    return Dual(p.value * q.value, p.slope * q.value + p.value * q.slope)


def plus(p, q):
    return Dual(p.value + q.value, p.slope + q.slope)


def const(v):
    return Dual(v, 0.0)


def var(v):
    return Dual(v, 1.0)


def forward(x, y, w, b=0.0):
    y_hat = math.fsum([x * w, b])
    return y_hat, -(y - y_hat), abs(y - y_hat) ** 2


def multiply_gradients(a, b):
    return times(var(a), const(b)).slope, times(const(a), var(b)).slope


def add_gradients(a, b):
    return plus(var(a), const(b)).slope, plus(const(a), var(b)).slope


def square_gradient(r):
    return times(var(r), var(r)).slope


def step_back(upstream, local_gradients):
    return list(map(upstream.__mul__, local_gradients))


def squared_residual(x, y, w, b):
    r = plus(plus(times(x, w), b), const(-y))
    return times(r, r)


def backward(x, y, w, b=0.0):
    dw = squared_residual(const(x), y, var(w), const(b)).slope
    db = squared_residual(const(x), y, const(w), var(b)).slope
    return dw, db


def fork_gradient(x, upstream):
    x = var(x)
    return upstream * plus(times(x, x), x).slope
