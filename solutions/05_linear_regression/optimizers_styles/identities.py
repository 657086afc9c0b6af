"""The same numbers by other formulas: moments first, powers in place of quotients, one matrix for a whole step."""

import torch


def sgd(w, grad, lr, weight_decay):
    return (1 - lr * weight_decay) * w - lr * grad


def momentum(w, grad, velocity, lr, mu):
    """(w, velocity) is multiplied by a matrix."""
    step = torch.tensor([[1.0, -lr * mu, -lr], [0.0, mu, 1.0]], dtype=w.dtype)
    return tuple(torch.tensordot(step, torch.stack([w, velocity, grad]), 1))


def nesterov(w, grad, velocity, lr, mu):
    """Two steps of momentum that share a gradient, and the first one taken back."""
    once = mu * velocity + grad
    twice = mu * once + grad
    return w - lr * twice, once


def adagrad(w, grad, total, lr, eps):
    root = torch.hypot(total.sqrt(), grad)
    return w - lr * grad * (root + eps) ** -1, root**2


def rmsprop(w, grad, average, lr, alpha, eps):
    average = torch.lerp(grad * grad, average, alpha)
    return torch.addcdiv(w, -lr * grad, average**0.5 + eps), average


def adam(w, grad, m, v, t, lr, beta1, beta2, eps):
    """The corrections are drawn into lr and eps, as in section 2 of the paper."""
    m = grad + beta1 * (m - grad)
    v = grad**2 + beta2 * (v - grad**2)
    root = (1 - beta2**t) ** 0.5
    return w - lr * root / (1 - beta1**t) * m / (v**0.5 + eps * root), m, v


def adamax(w, grad, m, u, t, lr, beta1, beta2, eps):
    """max(a, b) = (a + b + |a - b|) / 2."""
    m = m * beta1 + grad - beta1 * grad
    a, b = beta2 * u, abs(grad) + eps
    u = (a + b + abs(a - b)) / 2
    return w + lr * m / (beta1**t - 1) / u, m, u


class SGD:
    """velocity = momentum * velocity + grad, read off the parameter: it is the last step divided by -lr."""

    def __init__(self, params, lr, momentum=0.0):
        self.lr, self.momentum = lr, momentum
        self.last = {p: torch.zeros_like(p, requires_grad=False) for p in params}

    def zero_grad(self):
        for p in self.last:
            if p.grad is not None:
                p.grad.detach_().fill_(0.0)

    def step(self):
        for p, last in self.last.items():
            if p.grad is None:
                continue
            self.last[p] = self.momentum * last - self.lr * p.grad
            with torch.no_grad():
                p += self.last[p]
