def momentum(w, grad, velocity, lr, mu):
    w = w - lr * velocity
    velocity = mu * velocity + grad
    return w, velocity
