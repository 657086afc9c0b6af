# 手写优化器 float32
import torch


def 转换(*张量):
    return [t.to(torch.float32) for t in 张量]


def sgd(w, grad, lr, weight_decay):
    w, grad = 转换(w, grad)
    衰减后的梯度 = grad + weight_decay * w
    return w - lr * 衰减后的梯度


def momentum(w, grad, velocity, lr, mu):
    w, grad, velocity = 转换(w, grad, velocity)
    新速度 = mu * velocity + grad
    return [w - lr * 新速度, 新速度]


def nesterov(w, grad, velocity, lr, mu):
    w, grad, velocity = 转换(w, grad, velocity)
    新速度 = mu * velocity + grad
    return [w - lr * (grad + mu * 新速度), 新速度]


def adagrad(w, grad, total, lr, eps):
    w, grad, total = 转换(w, grad, total)
    total = total + grad * grad
    return w - lr * (grad / (torch.sqrt(total) + eps)), total


def rmsprop(w, grad, average, lr, alpha, eps):
    w, grad, average = 转换(w, grad, average)
    average = alpha * average + (1 - alpha) * grad.pow(2)
    return w - lr * (grad / (average ** 0.5 + eps)), average


def adam(w, grad, m, v, t, lr, beta1, beta2, eps):
    w, grad, m, v = 转换(w, grad, m, v)
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad.pow(2)
    修正m = m / (1 - beta1 ** t)
    修正v = v / (1 - beta2 ** t)
    return w - lr * 修正m / (torch.sqrt(修正v) + eps), m, v


def adamax(w, grad, m, u, t, lr, beta1, beta2, eps):
    w, grad, m, u = 转换(w, grad, m, u)
    m = beta1 * m + (1 - beta1) * grad
    旧, 新 = beta2 * u, torch.abs(grad) + eps
    u = torch.where(旧 > 新, 旧, 新)
    return w - lr * (m / (1 - beta1 ** t)) / u, m, u


class SGD:
    """带动量的梯度下降"""

    def __init__(self, params, lr, momentum=0.0):
        self.参数 = list(params)
        self.学习率 = lr
        self.动量 = momentum
        self.速度 = {}

    def zero_grad(self):
        for p in self.参数:
            if p.grad is not None:
                p.grad.zero_()

    def step(self):
        for p in self.参数:
            if p.grad is None:
                continue
            v = self.速度.get(id(p), torch.zeros(p.shape, dtype=torch.float32))
            v = self.动量 * v + p.grad.float()
            self.速度[id(p)] = v
            with torch.no_grad():
                p.copy_(p - self.学习率 * v)
