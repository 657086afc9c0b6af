import torch


def chord_gap(f, a, b, t):
    ya = f(a)
    yb = f(b)
    chord = ya + t * (yb - ya)
    x = a + t * (b - a)
    return chord - f(x)


def looks_convex(f, pairs, shares, slack):
    convex = True
    for pair in pairs:
        for t in shares:
            if chord_gap(f, pair[0], pair[1], t) < -slack:
                convex = False
    return convex


def classify(hessian):
    values = torch.linalg.eigvalsh(hessian).tolist()
    biggest = 0
    for v in values:
        if abs(v) > biggest:
            biggest = abs(v)
    pos = neg = zero = 0
    for v in values:
        if abs(v) <= 1e-6 * biggest:
            zero += 1
        elif v > 0:
            pos += 1
        else:
            neg += 1
    if pos > 0 and neg > 0:
        return 'saddle'
    elif zero > 0:
        return 'undecided'
    elif pos > 0:
        return 'minimum'
    else:
        return 'maximum'


def saddle_gradient(x, y):
    dx = 2 * x + 3 * y
    dy = 3 * x + 2 * y
    return dx, dy


def descend(x, y, lr, steps):
    path = []
    path.append((x, y))
    for i in range(steps):
        g = saddle_gradient(x, y)
        x = x - lr * g[0]
        y = y - lr * g[1]
        path.append((x, y))
    return path
