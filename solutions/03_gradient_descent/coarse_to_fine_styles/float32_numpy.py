import numpy as np

F = np.float32


def grid(low, high, points=16):
    return np.linspace(low, high, points).astype(F)


def best_point(f, points):
    return min(np.array(points, dtype=F), key=f)


def zoom(low, high, best, points=16):
    spacing = F((high - low) / (points - 1))
    return np.maximum(F(low), F(best) - spacing), np.minimum(F(high), F(best) + spacing)


def search(f, low, high, rounds, points=16):
    best = []
    for i in range(rounds):
        best.append(best_point(f, grid(low, high, points)))
        low, high = zoom(low, high, best[-1], points)
    return np.array(best)


def missed_by(f, low, high, rounds, fine):
    answer = search(f, low, high, rounds)[-1]
    return f(answer) - f(best_point(f, grid(low, high, fine)))
