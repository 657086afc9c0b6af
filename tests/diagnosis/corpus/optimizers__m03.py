def momentum(w, grad, velocity, lr, mu):
    v = mu * velocity + (1 - mu) * grad
    return w - lr * v, v
