def backward(xs, ys, w, b):
    dw, db = 0.0, 0.0
    for x, y in zip(xs, ys):
        r = y - forward(x, w, b)
        dw = dw + r * x
        db = db + r
    return dw, db
