def gradient(x, y, w):
    return -2 * x * (x * w - y)


def train(xs, ys, w, lr, epochs):
    ws, losses = [w], []
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            losses.append(loss(x, y, w))
            w = w - lr * gradient(x, y, w)
            ws.append(w)
    return w, ws, losses


def batch_gradient(xs, ys, w):
    return sum(gradient(x, y, w) for x, y in zip(xs, ys)) / len(xs)


def train_mini_batch(xs, ys, w, lr, epochs, batches):
    ws = [w]
    for _ in range(epochs):
        for b in batches:
            w = w - lr * batch_gradient(xs[b], ys[b], w)
            ws.append(w)
    return w, ws
