import numpy as np


def chord_gap(f, a, b, t):
    weights = np.array([1 - t, t])
    return weights @ np.array([f(a), f(b)]) - f(weights @ np.array([a, b]))


def looks_convex(f, pairs, shares, slack):
    gaps = np.array([[chord_gap(f, a, b, t) for t in shares] for a, b in pairs])
    return np.all(gaps >= -slack)


def classify(hessian):
    eig = np.linalg.eigvals(np.array(hessian)).real
    eig[np.abs(eig) <= 1e-6 * np.abs(eig).max()] = 0
    s = set(np.sign(eig))
    if 1.0 in s and -1.0 in s:
        return "saddle"
    if s == {1.0}:
        return "minimum"
    if s == {-1.0}:
        return "maximum"
    return "undecided"


def saddle_gradient(x, y):
    return np.array([[2, 3], [3, 2]]) @ np.array([x, y])


def descend(x, y, lr, steps):
    p = np.array([x, y], dtype=float)
    path = [p.copy()]
    for _ in range(steps):
        p -= lr * saddle_gradient(p[0], p[1])
        path.append(p.copy())
    return np.array(path)
