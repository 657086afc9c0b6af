def gradient_with_bias(xs, ys, w, b):
    dw = db = 0
    for x, y in zip(xs, ys):
        e = x * w + b - y
        dw += 2 * x * e
        db += 2 * x * e
    return dw / len(xs), db / len(xs)
