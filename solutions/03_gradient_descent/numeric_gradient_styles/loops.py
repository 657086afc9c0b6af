import math

ROUNDING = 2.0**-53


def forward_difference(f, x, h):
    f1 = f(x + h)
    f0 = f(x)
    slope = (f1 - f0) / h
    return slope


def central_difference(f, x, h):
    right = f(x + h)
    left = f(x - h)
    return (right - left) / 2 / h


def numeric_gradient(f, point, h):
    result = []
    for i in range(len(point)):
        p = [float(v) for v in point]
        old = p[i]
        p[i] = old + h
        up = f(p)
        p[i] = old - h
        down = f(p)
        result.append((up - down) / (2 * h))
    return result


def measured_errors(f, derivative, x, steps):
    errors = []
    for h in steps:
        e = central_difference(f, x, h) - derivative(x)
        if e < 0:
            e = -e
        errors.append(e)
    return errors


def error_bound(h, size, third):
    bend = third * h * h / 6
    rounding = ROUNDING * size / h
    return bend + rounding


def best_step(size, third):
    return math.pow(3 * ROUNDING * size / third, 1 / 3)


def gradient_check(f, gradient, point, h):
    mine = gradient(point)
    numeric = numeric_gradient(f, point, h)
    worst = 0.0
    largest = 0.0
    for i in range(len(point)):
        d = abs(mine[i] - numeric[i])
        if d > worst:
            worst = d
        for v in (mine[i], numeric[i]):
            if abs(v) > largest:
                largest = abs(v)
    if largest == 0:
        return 0.0
    return worst / largest
