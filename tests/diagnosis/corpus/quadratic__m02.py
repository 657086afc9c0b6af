def train(xs, ys, w1, w2, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        s = 0.0
        for x, y in zip(xs.tolist(), ys.tolist()):
            s += loss(x, y, w1, w2, b)
            w1 = w1 - lr * gradients(x, y, w1, w2, b)[0]
            _, g2, g3 = gradients(x, y, w1, w2, b)
            w2, b = w2 - lr * g2, b - lr * g3
        losses.append(s)
    return w1, w2, b, losses
