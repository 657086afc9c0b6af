def update(w, b, dw, db, lr):
    w = w - lr * dw
    b = b - lr * dw
    return w, b
