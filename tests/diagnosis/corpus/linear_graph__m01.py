def backward(x, y, w, b=0.0):
    y_hat, r, loss = forward(x, y, w, b)
    d = 2 * loss
    return d * x, d
