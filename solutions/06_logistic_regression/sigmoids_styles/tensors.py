import torch
from torch import atan, erf, pi, tanh


def logistic(x):
    return (1 + tanh(x / 2)) / 2


def logistic_derivative(x):
    return logistic(x) * logistic(-x)


def gudermannian(x):
    return torch.asin(torch.tanh(x))


def sigmoids(x):
    gd = lambda z: atan(torch.sinh(z))
    return dict(
        tanh=2 * logistic(2 * x) - 1,
        erf=erf(x * pi**0.5 / 2),
        root=x * torch.rsqrt(1 + x.pow(2)),
        atan=atan(x * pi / 2) / (pi / 2),
        gd=gd(x * pi / 2) * 2 / pi,
        abs=torch.nn.functional.softsign(x),
    )


def looks_like_a_sigmoid(xs, ys, flat):
    slopes = torch.diff(ys) / torch.diff(xs)
    rises = (slopes >= 0).all()
    ends = (slopes[[0, -1]] < flat).all()
    return rises & ends & (slopes >= flat).any()


def saturation_point(slope, level):
    if slope(0.0) <= level:
        return torch.tensor(0.0)
    a, b = 0.0, 1.0
    while slope(b) > level:
        a = b
        b = 2 * b
    for i in range(100):
        c = a + (b - a) / 2
        if slope(c) > level:
            a = c
        else:
            b = c
    return torch.tensor([a], dtype=torch.float64)
