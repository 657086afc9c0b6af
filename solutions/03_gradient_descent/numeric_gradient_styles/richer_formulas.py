# 中心差分 = 步长为 2h、起点为 x - h 的前向差分
from math import exp, ldexp, log

ROUNDING = ldexp(1.0, -53)


def forward_difference(f, x, h):
    left, right = map(f, (x, x + h))
    return (left - right) / -h


def central_difference(f, x, h):
    return forward_difference(f, x - h, 2 * h)


def numeric_gradient(f, point, h):
    d = len(point)
    return [
        central_difference(lambda s: f([float(point[j]) + (s if j == i else 0.0) for j in range(d)]), 0.0, h)
        for i in range(d)
    ]


def measured_errors(f, derivative, x, steps):
    out = []
    for h in steps:
        gap = derivative(x) - central_difference(f, x, h)
        out.append(max(gap, -gap))
    return out


def error_bound(h, size, third):
    return (third / 6) * h**2 + size / (h / ROUNDING)


def best_step(size, third):
    return exp((log(3) + log(ROUNDING) + log(size) - log(third)) / 3)


def gradient_check(f, gradient, point, h):
    numbers = [float(v) for v in point]
    own = gradient(numbers)
    gap = scale = 0.0
    for i, entry in enumerate(own):
        along = lambda s: f([v + (s if j == i else 0.0) for j, v in enumerate(numbers)])
        slope = central_difference(along, 0.0, h)
        gap, scale = max(gap, abs(entry - slope)), max(scale, abs(entry), abs(slope))
    return gap / (scale or 1.0)


if __name__ == "__main__":
    for k in range(1, 14):
        print(10.0**-k, measured_errors(exp, exp, 1.0, [10.0**-k]))
