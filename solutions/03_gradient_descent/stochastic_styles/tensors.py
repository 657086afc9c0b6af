import torch


def loss(x, y, w):
    return torch.as_tensor(x * w - y).pow(2)


def gradient(x, y, w):
    r = torch.as_tensor(x * w - y)
    return r * x + x * r


def train(xs, ys, w, lr, epochs):
    w = torch.tensor(w, dtype=torch.float64)
    ws, losses = [w.item()], []
    for _ in range(epochs):
        for i in range(xs.shape[0]):
            losses.append(loss(xs[i], ys[i], w).item())
            w = w - lr * gradient(xs[i], ys[i], w)
            ws.append(w.item())
    return w, torch.tensor(ws, dtype=torch.float64), losses


def batch_gradient(xs, ys, w):
    return 2 * torch.dot(xs, xs * w - ys) / len(xs)


def epoch_batches(n, batch_size, generator):
    return list(torch.randperm(n, generator=generator).split(batch_size))


def train_mini_batch(xs, ys, w, lr, epochs, batches):
    ws = [torch.tensor([w], dtype=torch.float64)]
    for _ in range(epochs):
        for batch in batches:
            index = torch.tensor(batch)
            w = w - lr * batch_gradient(xs.index_select(0, index), ys.index_select(0, index), w).item()
            ws.append(torch.tensor([w], dtype=torch.float64))
    return w, torch.cat(ws)


def leave_saddle(a, b, noises, lr):
    p = torch.tensor([a, b], dtype=torch.float64)
    path = [p]
    for noise in noises:
        p = p - lr * torch.stack((2 * p[0], p[1].pow(3) - p[1] + noise))
        path.append(p)
    return torch.stack(path)
