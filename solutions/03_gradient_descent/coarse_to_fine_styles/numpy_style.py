import numpy as np


def grid(low, high, points=16):
    return np.linspace(low, high, points)


def best_point(f, points):
    points = np.asarray(points)
    costs = np.array([f(p) for p in points])
    return points[np.argmin(costs)]


def zoom(low, high, best, points=16):
    d = (high - low) / (points - 1)
    return np.clip([best - d, best + d], low, high)


def search(f, low, high, rounds, points=16):
    out = np.zeros(rounds)
    for r in range(rounds):
        out[r] = best_point(f, grid(low, high, points))
        low, high = zoom(low, high, out[r], points)
    return out


def missed_by(f, low, high, rounds, fine):
    coarse = f(search(f, low, high, rounds)[-1])
    exhaustive = np.min([f(w) for w in np.linspace(low, high, fine)])
    return coarse - exhaustive
