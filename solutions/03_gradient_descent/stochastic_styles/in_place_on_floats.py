# 课程里的写法：w -= lr * grad。在列表和浮点数上是对的。
import torch


def loss(x, y, w):
    return (x * w - y) ** 2


def gradient(x, y, w):
    return 2 * x * (x * w - y)


def train(xs, ys, w, lr, epochs):
    ws, losses = [w], []
    for epoch in range(epochs):
        for x, y in zip(xs, ys):
            losses.append(loss(x, y, w))
            w -= lr * gradient(x, y, w)
            ws.append(w)
    return w, ws, losses


def batch_gradient(xs, ys, w):
    grad = 0
    for x, y in zip(xs, ys):
        grad += gradient(x, y, w)
    return grad / len(xs)


def epoch_batches(n, batch_size, generator):
    order = torch.randperm(n, generator=generator).tolist()
    return [order[i : i + batch_size] for i in range(0, n, batch_size)]


def train_mini_batch(xs, ys, w, lr, epochs, batches):
    ws = [w]
    for epoch in range(epochs):
        for batch in batches:
            w -= lr * batch_gradient([xs[i] for i in batch], [ys[i] for i in batch], w)
            ws.append(w)
    return w, ws


def leave_saddle(a, b, noises, lr):
    path = [(a, b)]
    for noise in noises:
        a -= lr * 2 * a
        b -= lr * (b**3 - b + noise)
        path.append((a, b))
    return path
