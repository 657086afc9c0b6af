import math

import torch


def nested(f, *xs):
    """f, applied to numbers that stand at the same place in nested lists"""
    if isinstance(xs[0], list):
        return [nested(f, *parts) for parts in zip(*xs)]
    return f(*xs)


def sgd(w, grad, lr, weight_decay):
    return nested(lambda w, g: w - lr * (g + weight_decay * w), w.tolist(), grad.tolist())


def listed(*tensors):
    return [t.tolist() if torch.is_tensor(t) else t for t in tensors]


def momentum(w, grad, velocity, lr, mu):
    w, grad, velocity = listed(w, grad, velocity)
    v = nested(lambda v, g: mu * v + g, velocity, grad)
    return nested(lambda w, v: w - lr * v, w, v), v


def nesterov(w, grad, velocity, lr, mu):
    w, grad, velocity = listed(w, grad, velocity)
    v = nested(lambda v, g: mu * v + g, velocity, grad)
    return nested(lambda w, g, v: w - lr * (g + mu * v), w, grad, v), v


def adagrad(w, grad, total, lr, eps):
    w, grad, total = listed(w, grad, total)
    s = nested(lambda s, g: s + g ** 2, total, grad)
    return nested(lambda w, g, s: w - lr * g / (math.sqrt(s) + eps), w, grad, s), s


def rmsprop(w, grad, average, lr, alpha, eps):
    w, grad, average = listed(w, grad, average)
    a = nested(lambda a, g: alpha * a + (1 - alpha) * g ** 2, average, grad)
    return nested(lambda w, g, a: w - lr * g / (math.sqrt(a) + eps), w, grad, a), a


def adam(w, grad, m, v, t, lr, beta1, beta2, eps):
    w, grad, m, v = listed(w, grad, m, v)
    m = nested(lambda m, g: beta1 * m + (1 - beta1) * g, m, grad)
    v = nested(lambda v, g: beta2 * v + (1 - beta2) * g ** 2, v, grad)
    def step(w, m, v):
        return w - lr * m / (1 - beta1 ** t) / (math.sqrt(v / (1 - beta2 ** t)) + eps)
    return [nested(step, w, m, v), m, v]


def adamax(w, grad, m, u, t, lr, beta1, beta2, eps):
    w, grad, m, u = listed(w, grad, m, u)
    m = nested(lambda m, g: beta1 * m + (1 - beta1) * g, m, grad)
    u = nested(lambda u, g: max(beta2 * u, abs(g) + eps), u, grad)
    return [nested(lambda w, m, u: w - lr * m / (1 - beta1 ** t) / u, w, m, u), m, u]


class SGD:
    def __init__(self, params, lr, momentum=0.0):
        self.params = list(params)
        self.lr = lr
        self.momentum = momentum
        self.velocity = [p.detach().mul(0).tolist() for p in self.params]

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for k, p in enumerate(self.params):
            if p.grad is None:
                continue
            self.velocity[k] = nested(lambda v, g: self.momentum * v + g, self.velocity[k], p.grad.tolist())
            new = nested(lambda w, v: w - self.lr * v, p.tolist(), self.velocity[k])
            p.data.copy_(torch.tensor(new, dtype=p.dtype))


if __name__ == "__main__":
    w = torch.tensor([1.0])
    print(sgd(w, 4 * w, 0.1, 0.5))
