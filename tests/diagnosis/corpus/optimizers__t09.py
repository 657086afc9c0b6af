def adamax(w, grad, m, u, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * grad
    u = torch.maximum(beta2 * u, grad + eps)
    return w - lr * m / (1 - beta1 ** t) / u, m, u
