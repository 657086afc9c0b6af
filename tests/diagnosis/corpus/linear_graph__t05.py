def backward(x, y, w, b=0.0):
    y_hat, r, l = forward(x, y, w)
    d = square_gradient(r)
    return d * x, d
