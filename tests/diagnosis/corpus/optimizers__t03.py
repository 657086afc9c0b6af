def momentum(w, grad, velocity, lr, mu):
    velocity *= mu
    velocity += grad
    return w - lr * velocity, velocity
