def nesterov(w, grad, velocity, lr, mu):
    v = mu * velocity + grad
    g = grad + mu * velocity
    return w - lr * g, v
