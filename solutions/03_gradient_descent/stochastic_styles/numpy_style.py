import numpy as np
import torch


def loss(x, y, w):
    return np.square(np.asarray(x) * w - np.asarray(y))


def gradient(x, y, w):
    x, y = np.asarray(x), np.asarray(y)
    return 2 * x * (x * w - y)


def train(xs, ys, w, lr, epochs):
    xs, ys = np.array(xs), np.array(ys)
    ws, losses = [w], []
    for i in range(epochs * len(xs)):
        x, y = xs[i % len(xs)], ys[i % len(xs)]
        losses.append(float(loss(x, y, ws[-1])))
        ws.append(float(ws[-1] - lr * gradient(x, y, ws[-1])))
    return ws[-1], np.array(ws), np.array(losses)


def batch_gradient(xs, ys, w):
    return np.mean(gradient(xs, ys, w))


def epoch_batches(n, batch_size, generator):
    order = torch.randperm(n, generator=generator).numpy()
    return np.split(order, range(batch_size, n, batch_size))


def train_mini_batch(xs, ys, w, lr, epochs, batches):
    xs, ys = np.array(xs), np.array(ys)
    ws = [w]
    for _ in range(epochs):
        for idx in batches:
            w -= lr * batch_gradient(xs[idx], ys[idx], w)
            ws.append(w)
    return w, ws


def leave_saddle(a, b, noises, lr):
    p = np.array([a, b])
    path = [p]
    for noise in np.array(noises):
        p = p - lr * np.array([2 * p[0], p[1] ** 3 - p[1] + noise])
        path.append(p)
    return np.stack(path)
