def train(xs, ys, w1, w2, b, lr, epochs):
    losses = []
    s = 0
    for _ in range(epochs):
        for x, y in zip(xs.tolist(), ys.tolist()):
            s += loss(x, y, w1, w2, b)
            g1, g2, g3 = gradients(x, y, w1, w2, b)
            w1, w2, b = w1 - lr * g1, w2 - lr * g2, b - lr * g3
        losses.append(s)
    return w1, w2, b, losses
