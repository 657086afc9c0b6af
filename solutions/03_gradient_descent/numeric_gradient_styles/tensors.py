import torch

ROUNDING = 2.0**-53


def forward_difference(f, x, h):
    x = torch.tensor(x, dtype=torch.float64)
    return (f(x + h) - f(x)) / h


def central_difference(f, x, h):
    x = torch.tensor(x, dtype=torch.float64)
    return 0.5 * (f(x + h) - f(x - h)) / h


def numeric_gradient(f, point, h):
    grad = torch.zeros_like(point)
    for i in range(point.numel()):
        step = torch.zeros_like(point)
        step[i] = h
        grad[i] = (f(point + step) - f(point - step)) / (2 * h)
    return grad


def measured_errors(f, derivative, x, steps):
    return [abs(central_difference(f, x, h) - derivative(x)) for h in steps]


def error_bound(h, size, third):
    h = torch.tensor(h, dtype=torch.float64)
    return third * h.pow(2) / 6 + ROUNDING * size * h.reciprocal()


def best_step(size, third):
    c = torch.tensor(3 * ROUNDING * size / third, dtype=torch.float64)
    return torch.exp(torch.log(c) / 3)


def gradient_check(f, gradient, point, h):
    own = torch.as_tensor(gradient(point), dtype=torch.float64)
    numeric = numeric_gradient(f, point, h)
    size = torch.maximum(own.abs().max(), numeric.abs().max())
    if size == 0:
        return torch.tensor(0.0, dtype=torch.float64)
    return (own - numeric).abs().max() / size
