import math
from itertools import product


def forward(x, w, b):
    return x * w + b


def cost(xs, ys, w, b):
    return sum([math.pow(forward(x, w, b) - y, 2) for x, y in zip(xs, ys)]) / len(xs)


def weight_grid(start, stop, step):
    return [start + k * step for k in range(math.floor((stop - start) / step + 0.5) + 1)]


def search(xs, ys, ws):
    costs = [cost(xs, ys, w, 0) for w in ws]
    pairs = sorted(zip(costs, [float(w) for w in ws]))
    return costs, pairs[0][1]


def cost_surface(xs, ys, ws, bs):
    return [[cost(xs, ys, w, b) for b in bs] for w in ws]


def best_pair(ws, bs, surface):
    i, j = min(product(range(len(ws)), range(len(bs))), key=lambda ij: surface[ij[0]][ij[1]])
    return [ws[i], bs[j]]
