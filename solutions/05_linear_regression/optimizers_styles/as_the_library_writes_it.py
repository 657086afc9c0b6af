import torch


def sgd(w, grad, lr, weight_decay):
    g = grad.add(w, alpha=weight_decay) if weight_decay != 0 else grad
    return w.add(g, alpha=-lr)


def momentum(w, grad, velocity, lr, mu):
    buf = velocity.clone()
    buf.mul_(mu).add_(grad)
    return w.add(buf, alpha=-lr), buf


def nesterov(w, grad, velocity, lr, mu):
    buf = velocity.clone().mul_(mu).add_(grad)
    g = grad.add(buf, alpha=mu)
    return torch.sub(w, lr * g), buf


def adagrad(w, grad, total, lr, eps):
    total = torch.addcmul(total, grad, grad)
    std = total.sqrt().add_(eps)
    return w.clone().addcdiv_(grad, std, value=-lr), total


def rmsprop(w, grad, average, lr, alpha, eps):
    average = average.mul(alpha).addcmul_(grad, grad, value=1 - alpha)
    return torch.addcdiv(w, grad, average.sqrt().add(eps), value=-lr), average


def adam(w, grad, m, v, t, lr, beta1, beta2, eps):
    m = torch.lerp(m, grad, 1 - beta1)
    v = v.mul(beta2).addcmul_(grad, grad, value=1 - beta2)
    step_size = lr / (1 - beta1 ** t)
    denom = (v.sqrt() / (1 - beta2 ** t) ** 0.5).add_(eps)
    return torch.addcdiv(w, m, denom, value=-step_size), m, v


def adamax(w, grad, m, u, t, lr, beta1, beta2, eps):
    m = torch.lerp(m, grad, 1 - beta1)
    u = torch.stack([beta2 * u, grad.abs() + eps]).amax(dim=0)
    return torch.addcdiv(w, m, u, value=-lr / (1 - beta1 ** t)), m, u


class SGD(object):
    def __init__(self, params, lr, momentum=0.0):
        self.params = tuple(params)
        self.lr = lr
        self.mu = momentum
        self.state = {}

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is None:
                continue
            if p not in self.state:
                buf = self.state[p] = p.grad.clone()
            else:
                buf = self.state[p].mul_(self.mu).add_(p.grad)
            p.add_(buf, alpha=-self.lr)
