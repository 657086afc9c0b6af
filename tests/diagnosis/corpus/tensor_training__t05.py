def update(w, lr):
    w = w - lr * w.grad
    return w
