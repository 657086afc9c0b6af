def rmsprop(w, grad, average, lr, alpha, eps):
    s = alpha * average + (1 - alpha) * grad
    return w - lr * grad / (s + eps), s
