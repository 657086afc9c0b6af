def batch_gradient(xs, ys, w):
    x = xs.mean()
    y = ys.mean()
    return gradient(x, y, w)
