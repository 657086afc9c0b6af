def backward(xs, ys, w, b):
    dw = db = 0
    for x, y in zip(xs.tolist(), ys.tolist()):
        p = float(forward(x, w, b))
        dw += p * x - y
        db += p - y
    return dw / len(xs), db / len(xs)
