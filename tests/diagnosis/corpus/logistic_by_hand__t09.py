def backward(xs, ys, w, b):
    dw = db = 0
    for x, y in zip(xs, ys):
        e = forward(x, w, b) - y
        dw += e
        db += e
    return dw / len(xs), db / len(xs)
