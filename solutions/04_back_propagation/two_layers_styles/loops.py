import math


def collapse(W1, b1, W2, b2):
    h, n, o = len(W1), len(W1[0]), len(W2)
    W = [[sum(float(W2[k][j]) * float(W1[j][i]) for j in range(h)) for i in range(n)] for k in range(o)]
    b = [float(b2[k]) + sum(float(W2[k][j]) * float(b1[j]) for j in range(h)) for k in range(o)]
    return W, b


def act(z, name):
    z = float(z)
    if name == "relu":
        return max(0.0, z)
    if name == "sigmoid":
        if z >= 0:
            return 1 / (1 + math.exp(-z))
        return math.exp(z) / (1 + math.exp(z))
    return z


def slope(z, name):
    z = float(z)
    if name == "relu":
        return 1.0 if z > 0 else 0.0
    if name == "sigmoid":
        return act(z, name) * act(-z, name)
    return 1.0


def each(Z, f):
    try:
        rows = list(Z)
    except TypeError:
        return f(Z)
    return [each(row, f) for row in rows]


def activate(Z, activation):
    return each(Z, lambda z: act(z, activation))


def activation_slope(Z, activation):
    return each(Z, lambda z: slope(z, activation))


def layer(X, W, b):
    out = []
    for x in X:
        row = []
        for k in range(len(W)):
            total = float(b[k])
            for i in range(len(x)):
                total += float(x[i]) * float(W[k][i])
            row.append(total)
        out.append(row)
    return out


def forward(X, W1, b1, W2, b2, activation):
    Z = layer(X, W1, b1)
    H = activate(Z, activation)
    return Z, H, layer(H, W2, b2)


def bend(X1, X2, W1, b1, W2, b2, activation):
    half = [[(float(a) + float(b)) / 2 for a, b in zip(r1, r2)] for r1, r2 in zip(X1, X2)]
    m = forward(half, W1, b1, W2, b2, activation)[-1]
    p = forward(X1, W1, b1, W2, b2, activation)[-1]
    q = forward(X2, W1, b1, W2, b2, activation)[-1]
    return [[mm - 0.5 * pp - 0.5 * qq for mm, pp, qq in zip(*rows)] for rows in zip(m, p, q)]


def backward(X, W1, b1, W2, b2, activation, dY):
    N, h, n, o = len(X), len(W1), len(W1[0]), len(W2)
    Z, H, Y = forward(X, W1, b1, W2, b2, activation)
    dW1 = [[0.0] * n for _ in range(h)]
    dW2 = [[0.0] * h for _ in range(o)]
    db1, db2 = [0.0] * h, [0.0] * o
    dX = [[0.0] * n for _ in range(N)]
    for s in range(N):
        for k in range(o):
            up = float(dY[s][k])
            db2[k] += up
            for j in range(h):
                dW2[k][j] += up * H[s][j]
        for j in range(h):
            dz = sum(float(dY[s][k]) * float(W2[k][j]) for k in range(o)) * slope(Z[s][j], activation)
            db1[j] += dz
            for i in range(n):
                dW1[j][i] += dz * float(X[s][i])
                dX[s][i] += dz * float(W1[j][i])
    return dW1, db1, dW2, db2, dX


def gradients(X, T, W1, b1, W2, b2, activation):
    Y = forward(X, W1, b1, W2, b2, activation)[2]
    count = len(T) * len(T[0])
    cost = 0.0
    dY = []
    for y_row, t_row in zip(Y, T):
        dY.append([2 * (y - float(t)) / count for y, t in zip(y_row, t_row)])
        cost += sum((y - float(t)) ** 2 for y, t in zip(y_row, t_row))
    dW1, db1, dW2, db2, _ = backward(X, W1, b1, W2, b2, activation, dY)
    return cost / count, dW1, db1, dW2, db2


def gradient_check(cost, parameter, gradient, h):
    def numbers(nested):
        try:
            return [number for row in nested for number in numbers(row)]
        except TypeError:
            return [float(nested)]

    def moved(nested, place, by, seen):
        try:
            rows = list(nested)
        except TypeError:
            seen[0] += 1
            return float(nested) + (by if seen[0] - 1 == place else 0.0)
        return [moved(row, place, by, seen) for row in rows]

    given = numbers(gradient)
    found = []
    for place in range(len(given)):
        up = float(cost(moved(parameter, place, h, [0])))
        down = float(cost(moved(parameter, place, -h, [0])))
        found.append((up - down) / (2 * h))
    size = max(1e-8, max(abs(g) for g in given), max(abs(n) for n in found))
    return max(abs(g - n) for g, n in zip(given, found)) / size
