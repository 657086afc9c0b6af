def gradient(xs, ys, w):
    grad = 0
    for x, y in zip(xs, ys):
        grad += 2 * (x * w - y)
    return grad / len(xs)
