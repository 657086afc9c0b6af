import math
import torch


def each(rule, *tensors):
    """Apply a rule number by number; the rule gives a tuple."""
    shape = tensors[0].shape
    rows = [rule(*numbers) for numbers in zip(*[t.reshape(-1).tolist() for t in tensors])]
    return tuple(torch.tensor(column, dtype=torch.float64).reshape(shape) for column in zip(*rows))


def sgd(w, grad, lr, weight_decay):
    def rule(w, g):
        g = g + weight_decay * w
        return (w - lr * g,)
    return each(rule, w, grad)[0]


def momentum(w, grad, velocity, lr, mu):
    def rule(w, g, v):
        v = mu * v + g
        return w - lr * v, v
    return each(rule, w, grad, velocity)


def nesterov(w, grad, velocity, lr, mu):
    def rule(w, g, v):
        v = mu * v + g
        g = g + mu * v
        return w - lr * g, v
    return each(rule, w, grad, velocity)


def adagrad(w, grad, total, lr, eps):
    def rule(w, g, s):
        s = s + g * g
        return w - lr * g / (math.sqrt(s) + eps), s
    return each(rule, w, grad, total)


def rmsprop(w, grad, average, lr, alpha, eps):
    def rule(w, g, a):
        a = alpha * a + (1 - alpha) * g * g
        return w - lr * g / (math.sqrt(a) + eps), a
    return each(rule, w, grad, average)


def adam(w, grad, m, v, t, lr, beta1, beta2, eps):
    def rule(w, g, m, v):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g ** 2
        return w - lr * (m / (1 - beta1 ** t)) / (math.sqrt(v / (1 - beta2 ** t)) + eps), m, v
    return each(rule, w, grad, m, v)


def adamax(w, grad, m, u, t, lr, beta1, beta2, eps):
    def rule(w, g, m, u):
        m = beta1 * m + (1 - beta1) * g
        u = max(beta2 * u, abs(g) + eps)
        return w - lr / (1 - beta1 ** t) * m / u, m, u
    return each(rule, w, grad, m, u)


class SGD:
    def __init__(self, params, lr, momentum=0.0):
        self.params = []
        self.v = []
        for p in params:
            self.params.append(p)
            self.v.append(0)
        self.lr, self.momentum = lr, momentum

    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad.data.zero_()

    def step(self):
        for i in range(len(self.params)):
            p = self.params[i]
            if p.grad is not None:
                self.v[i] = self.momentum * self.v[i] + p.grad.data
                p.data = p.data - self.lr * self.v[i]
