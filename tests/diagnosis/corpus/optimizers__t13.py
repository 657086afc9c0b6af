def adam(w, grad, m, v, t, lr, beta1, beta2, eps):
    def 滑动(旧, 新, b):
        return 旧 * b + 新 * (1 - b)
    m, v = 滑动(m, grad, beta1), 滑动(v, grad.square(), beta2)
    步 = (m / (1 - beta1 ** t)) / ((v / (1 - beta2 ** t)).sqrt() + eps)
    return w - lr * 步, m, v


def adamax(w, grad, m, u, t, lr, beta1, beta2, eps):
    m = torch.lerp(grad, m, beta1)
    u = torch.where(beta2 * u > grad.abs() + eps, beta2 * u, grad.abs() + eps)
    return (w - (lr / (1 - beta1 ** t)) * m / u).numpy(), m.numpy(), u.tolist()


def nesterov(w, grad, velocity, lr, mu):
    return w - lr * (grad * (1 + mu) + mu * mu * velocity), velocity * mu + grad
