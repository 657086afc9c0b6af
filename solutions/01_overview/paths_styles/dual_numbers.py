"""Dual numbers for the derivatives, powers of a matrix for the paths, logarithms for the product."""
import math

import numpy as np


class Dual:
    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        return Dual(self.value * other.value, self.value * other.slope + self.slope * other.value)


def forward(a, b):
    # (a + b)(b + 1) = ab + a + b^2 + b
    return np.float64(a + b), np.float64(1 + b), a * b + a + b * b + b


def gradient_check(a, b, step):
    # what is left of the quotients when e is multiplied out
    return b + 1, (a * step + 2 * b * step + step * step + step) / step


def local_gradients(a, b):
    return {"c": {"e": b + 1}, "d": {"e": b + a}, "a": {"c": 1}, "b": {"d": 1, "c": 1}}


def all_paths(graph, start, end):
    # from the end backwards
    if start == end:
        return [(start,)]
    tails = [tail for tail in graph if end in graph[tail]]
    return [(*path, end) for tail in tails for path in all_paths(graph, start, tail)]


def along_path(graph, path):
    numbers = [graph[path[i - 1]][path[i]] for i in range(1, len(path))]
    if 0 in numbers:
        return 0
    sign = -1 if sum(number < 0 for number in numbers) % 2 else 1
    return sign * math.exp(sum(math.log(abs(number)) for number in numbers))


def sum_over_paths(graph, start, end):
    names = sorted({*graph, *(head for heads in graph.values() for head in heads), start, end})
    place = {name: i for i, name in enumerate(names)}
    arrows = np.zeros((len(names), len(names)))
    for tail, heads in graph.items():
        for head, number in heads.items():
            arrows[place[tail], place[head]] = number
    # 1 + A + A^2 + ...: the power counts the arrows of the paths
    power, total = np.eye(len(names)), np.zeros_like(arrows)
    for _ in names:
        total += power
        power = power @ arrows
    return total[place[start], place[end]]


def backward(a, b, upstream):
    one = Dual(1.0)
    along_a = (Dual(a, 1.0) + Dual(b)) * (Dual(b) + one)
    along_b = (Dual(a) + Dual(b, 1.0)) * (Dual(b, 1.0) + one)
    return [along_a.slope * upstream, along_b.slope * upstream]
