# Floats only: the eigenvalues by Jacobi's rotations, the path in the turned coordinates.
from math import atan2, cos, sin


def chord_gap(f, a, b, t):
    return f(a) - f(a + (b - a) * t) + (f(b) - f(a)) * t


def looks_convex(f, pairs, shares, slack):
    dents = 0
    for a, b in pairs:
        for t in shares:
            dents += chord_gap(f, a, b, t) + slack < 0
    return dents == 0


def eigenvalues(matrix):
    a = [[float(v) for v in row] for row in matrix]
    n = len(a)
    for _ in range(60):
        for p in range(n):
            for q in range(p + 1, n):
                if a[p][q] == 0.0:
                    continue
                angle = 0.5 * atan2(2 * a[p][q], a[q][q] - a[p][p])
                c, s = cos(angle), sin(angle)
                for k in range(n):
                    a[k][p], a[k][q] = c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q]
                for k in range(n):
                    a[p][k], a[q][k] = c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]
    return [a[i][i] for i in range(n)]


def classify(hessian):
    values = eigenvalues(hessian)
    largest = max(map(abs, values))
    up = sum(v > 1e-6 * largest for v in values)
    down = sum(-v > 1e-6 * largest for v in values)
    if up and down:
        return "saddle"
    if up == len(values):
        return "minimum"
    if down == len(values):
        return "maximum"
    return "undecided"


def saddle_gradient(x, y):
    # f = 5/4 (x + y)**2 - 1/4 (x - y)**2
    u, v = x + y, x - y
    return 2.5 * u - 0.5 * v, 2.5 * u + 0.5 * v


def descend(x, y, lr, steps):
    # along x + y the distance to the saddle is multiplied by 1 - 5 lr, along x - y by 1 + lr
    u, v = (x + y) / 2, (x - y) / 2
    path = []
    for k in range(steps + 1):
        a, b = u * (1 - 5 * lr) ** k, v * (1 + lr) ** k
        path.append((a + b, a - b))
    return path
