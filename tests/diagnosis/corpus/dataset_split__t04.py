def take(xs, ys, indices):
    return xs[indices], ys[:len(indices)]
