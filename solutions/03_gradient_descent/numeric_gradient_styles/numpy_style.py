import numpy as np

ROUNDING = np.finfo(np.float64).eps / 2


def forward_difference(f, x, h):
    return np.diff([f(x), f(x + h)])[0] / h


def central_difference(f, x, h):
    return (f(np.float64(x) + h) - f(np.float64(x) - h)) / (2 * h)


def numeric_gradient(f, point, h):
    point = np.array(point, dtype=float)
    grad = np.zeros_like(point)
    for i, e in enumerate(np.eye(len(point))):
        grad[i] = (f(point + h * e) - f(point - h * e)) / (2 * h)
    return grad


def measured_errors(f, derivative, x, steps):
    return np.abs(np.array([central_difference(f, x, h) for h in steps]) - derivative(x))


def error_bound(h, size, third):
    return np.dot([third / 6, ROUNDING * size], [h**2, 1 / h])


def best_step(size, third):
    return np.cbrt(3 * ROUNDING * size / third)


def gradient_check(f, gradient, point, h):
    both = np.array([np.asarray(gradient(point), dtype=float), numeric_gradient(f, point, h)])
    size = np.max(np.abs(both))
    return 0.0 if size == 0 else np.max(np.abs(both[0] - both[1])) / size
