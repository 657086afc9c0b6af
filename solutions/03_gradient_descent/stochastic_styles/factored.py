# Floats and other algebra: w * (1 - 2 lr x x) + 2 lr x y is one step.
from itertools import accumulate, chain, islice, repeat

import torch


def loss(x, y, w):
    return x * x * w * w - 2 * x * y * w + y * y


def gradient(x, y, w):
    return 2 * (x * x * w - x * y)


def train(xs, ys, w, lr, epochs):
    samples = [(float(x), float(y)) for x, y in zip(xs, ys)]
    order = list(chain.from_iterable(repeat(samples, epochs)))
    ws = list(accumulate(order, lambda v, s: v * (1 - 2 * lr * s[0] ** 2) + 2 * lr * s[0] * s[1], initial=w))
    return ws[-1], ws, [(x * v - y) ** 2 for (x, y), v in zip(order, ws)]


def moments(xs, ys):
    n = len(xs)
    return sum(float(x) ** 2 for x in xs) / n, sum(float(x) * float(y) for x, y in zip(xs, ys)) / n


def batch_gradient(xs, ys, w):
    xx, xy = moments(xs, ys)
    return 2 * (xx * w - xy)


def epoch_batches(n, batch_size, generator):
    numbers = iter(torch.randperm(n, generator=generator).tolist())
    return [batch for batch in iter(lambda: tuple(islice(numbers, batch_size)), ())]


def train_mini_batch(xs, ys, w, lr, epochs, batches):
    parts = [moments([xs[i] for i in batch], [ys[i] for i in batch]) for batch in batches]
    ws = [w]
    for xx, xy in parts * epochs:
        ws.append(ws[-1] - lr * 2 * (xx * ws[-1] - xy))
    return ws[-1], ws


def leave_saddle(a, b, noises, lr):
    path = [(a, b)]
    for k, noise in enumerate(noises, start=1):
        b = b + lr * (b * (1 - b) * (1 + b) - float(noise))
        path.append((a * (1 - 2 * lr) ** k, b))
    return path
