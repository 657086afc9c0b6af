def sgd(w, grad, lr, weight_decay):
    g = grad + weight_decay * w / 2
    return w - lr * g
