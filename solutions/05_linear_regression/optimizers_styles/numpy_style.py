import numpy as np
import torch


def sgd(w, grad, lr, weight_decay):
    w, grad = np.array(w), np.array(grad)
    return w * (1 - lr * weight_decay) - lr * grad


def momentum(w, grad, velocity, lr, mu):
    velocity = mu * np.array(velocity) + np.array(grad)
    return np.array(w) - lr * velocity, velocity


def nesterov(w, grad, velocity, lr, mu):
    w, grad, velocity = map(np.array, (w, grad, velocity))
    new = mu * velocity + grad
    return w - lr * (1 + mu) * grad - lr * mu * mu * velocity, new


def adagrad(w, grad, total, lr, eps):
    w, grad = np.array(w), np.array(grad)
    total = np.array(total) + np.square(grad)
    return w - lr * grad / (np.sqrt(total) + eps), total


def rmsprop(w, grad, average, lr, alpha, eps):
    w, grad = np.array(w), np.array(grad)
    average = np.array(average) * alpha + np.square(grad) * (1 - alpha)
    return w - lr / (np.sqrt(average) + eps) * grad, average


def adam(w, grad, m, v, t, lr, beta1, beta2, eps):
    w, grad, m, v = map(np.array, (w, grad, m, v))
    m = m + (1 - beta1) * (grad - m)
    v = v + (1 - beta2) * (grad ** 2 - v)
    mhat = m / (1 - np.power(beta1, t))
    vhat = v / (1 - np.power(beta2, t))
    return w - lr * mhat / (np.sqrt(vhat) + eps), m, v


def adamax(w, grad, m, u, t, lr, beta1, beta2, eps):
    w, grad, m, u = map(np.array, (w, grad, m, u))
    m = beta1 * m + (1 - beta1) * grad
    u = np.maximum(beta2 * u, np.abs(grad) + eps)
    return w - (lr / (1 - beta1 ** t)) * m / u, m, u


class SGD:
    def __init__(self, params, lr, momentum=0.0):
        self.params = [p for p in params]
        self.lr = lr
        self.momentum = momentum
        self.velocity = [np.zeros(p.shape) for p in self.params]

    def zero_grad(self):
        for p in self.params:
            p.grad = torch.zeros_like(p)

    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            self.velocity[i] = self.momentum * self.velocity[i] + p.grad.numpy()
            p.data -= torch.from_numpy(self.lr * self.velocity[i])
