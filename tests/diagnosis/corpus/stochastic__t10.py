def epoch_batches(n, batch_size, generator):
    打乱 = torch.randperm(n, generator=generator)
    return list(torch.split(打乱, batch_size))


def train_mini_batch(xs, ys, w, lr, epochs, batches):
    ws = [w]
    for 批 in list(batches) * epochs:
        x, y = xs[list(批)], ys[list(批)]
        w = w - lr * (2 * x * (x * w - y)).mean().item()
        ws.append(w)
    return w, ws
