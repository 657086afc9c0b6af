import torch

T = torch.tensor


def chord_gap(f, a, b, t):
    a, b, t = T(a), T(b), T(t)
    return (1 - t) * f(a) + t * f(b) - f((1 - t) * a + t * b)


def looks_convex(f, pairs, shares, slack):
    for (a, b) in pairs:
        for t in shares:
            if chord_gap(f, a, b, t) < -slack: return False
    return True


def classify(hessian):
    e = torch.linalg.eigvalsh(hessian)
    m = max(abs(v) for v in e)
    signs = [0 if abs(v) <= 1e-6 * m else (1 if v > 0 else -1) for v in e]
    if 1 in signs and -1 in signs: return "saddle"
    if 0 in signs: return "undecided"
    return "minimum" if signs[0] == 1 else "maximum"


def saddle_gradient(x, y):
    x, y = T(x), T(y)
    return 2*x + 3*y, 3*x + 2*y


def descend(x, y, lr, steps):
    x, y = T(x), T(y)
    path = [[x, y]]
    for _ in range(steps):
        x, y = x - lr * (2*x + 3*y), y - lr * (3*x + 2*y)
        path.append([x, y])
    return path
