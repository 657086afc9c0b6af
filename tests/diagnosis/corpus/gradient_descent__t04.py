def update(w, grad, lr):
    return w + lr * grad
