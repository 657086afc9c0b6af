import torch


def loss(x, y, w):
    y_pred = x * w
    return (y_pred - y) ** 2


def gradient(x, y, w):
    return 2 * x * (x * w - y)


def train(xs, ys, w, lr, epochs):
    w_list = [w]
    loss_list = []
    for epoch in range(epochs):
        for x, y in zip(xs, ys):
            l = loss(x, y, w)
            grad = gradient(x, y, w)
            w = w - lr * grad
            w_list.append(w)
            loss_list.append(l)
            print("\tgrad:", x, y, grad)
        print("progress:", epoch)
    return w, w_list, loss_list


def batch_gradient(xs, ys, w):
    total = 0.0
    for x, y in zip(xs, ys):
        total += gradient(x, y, w)
    return total / len(xs)


def epoch_batches(n, batch_size, generator):
    order = torch.randperm(n, generator=generator)
    batches = []
    batch = []
    for i in order:
        batch.append(int(i))
        if len(batch) == batch_size:
            batches.append(batch)
            batch = []
    if len(batch) > 0:
        batches.append(batch)
    return batches


def train_mini_batch(xs, ys, w, lr, epochs, batches):
    ws = [w]
    for epoch in range(epochs):
        for batch in batches:
            g = 0
            for i in batch:
                g = g + gradient(xs[i], ys[i], w)
            g = g / len(batch)
            w = w - lr * g
            ws.append(w)
    return w, ws


def leave_saddle(a, b, noises, lr):
    points = [(a, b)]
    for n in noises:
        ga = 2 * a
        gb = b ** 3 - b + n
        a = a - lr * ga
        b = b - lr * gb
        points.append((a, b))
    return points
