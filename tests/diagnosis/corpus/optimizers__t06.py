def rmsprop(w, grad, average, lr, alpha, eps):
    avg = (1 - alpha) * average + alpha * grad * grad
    return w - lr * grad / (avg.sqrt() + eps), avg
