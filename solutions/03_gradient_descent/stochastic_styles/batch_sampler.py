import numpy as np, torch
from torch.utils.data import BatchSampler


def loss(x, y, w):
    return abs(x * w - y) ** 2


def gradient(x, y, w):
    return 2 * (x * w - y) * x


def train(xs, ys, w, lr, epochs):
    history = []
    for _ in range(epochs):
        for x, y in torch.stack((xs, ys), dim=1):
            history.append((w, loss(x, y, w)))
            w = w - lr * gradient(x, y, w)
    return w, [h[0] for h in history] + [w], [h[1] for h in history]


def batch_gradient(xs, ys, w):
    return np.average([gradient(x, y, w) for x, y in zip(xs.numpy(), ys.numpy())])


def epoch_batches(n, batch_size, generator):
    return list(BatchSampler(torch.randperm(n, generator=generator).tolist(), batch_size, drop_last=False))


def train_mini_batch(xs, ys, w, lr, epochs, batches):
    ws = [w]
    for _ in range(epochs):
        for batch in batches:
            mask = torch.zeros(len(xs), dtype=torch.bool)
            mask[batch] = True
            ws.append(ws[-1] - lr * batch_gradient(xs[mask], ys[mask], ws[-1]))
    return ws[-1], ws


def leave_saddle(a, b, noises, lr):
    path = torch.empty(len(noises) + 1, 2, dtype=torch.float64)
    path[0, 0], path[0, 1] = a, b
    for i, noise in enumerate(noises):
        slope = torch.stack((2 * path[i, 0], path[i, 1] ** 3 - path[i, 1] + noise))
        path[i + 1] = path[i] - lr * slope
    return path
