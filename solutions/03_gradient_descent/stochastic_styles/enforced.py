"""Every precondition of the docstrings is checked before anything is computed."""

from dataclasses import dataclass

import torch


def _floats(**values):
    for name, value in values.items():
        if not isinstance(value, float):
            raise TypeError(f"{name} must be a float, not {type(value).__name__}")


def _count(name, value, least):
    if type(value) is not int:
        raise TypeError(f"{name} must be an int, not {type(value).__name__}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value}")
    return value


def _numbers(name, values):
    if not isinstance(values, torch.Tensor) or values.dtype != torch.float64:
        raise TypeError(f"{name} must be a float64 tensor")
    if values.ndim != 1 or len(values) == 0:
        raise ValueError(f"{name} must be of shape (N,), N at least 1, got {tuple(values.shape)}")
    return values.tolist()


@dataclass(frozen=True)
class Sample:
    x: float
    y: float


def _samples(xs, ys):
    if len(_numbers("xs", xs)) != len(_numbers("ys", ys)):
        raise ValueError("xs and ys must be of one length")
    return [Sample(x, y) for x, y in zip(xs.tolist(), ys.tolist())]


def loss(x, y, w):
    _floats(x=x, y=y, w=w)
    return (x * w - y) ** 2


def gradient(x, y, w):
    _floats(x=x, y=y, w=w)
    return 2 * x * (x * w - y)


def train(xs, ys, w, lr, epochs):
    _floats(w=w, lr=lr)
    ws, losses = [w], []
    for _ in range(_count("epochs", epochs, 0)):
        for sample in _samples(xs, ys):
            losses.append(loss(sample.x, sample.y, ws[-1]))
            ws.append(ws[-1] - lr * gradient(sample.x, sample.y, ws[-1]))
    return ws[-1], ws, losses


def _mean_gradient(samples, w):
    return sum(gradient(sample.x, sample.y, w) for sample in samples) / len(samples)


def batch_gradient(xs, ys, w):
    _floats(w=w)
    return _mean_gradient(_samples(xs, ys), w)


def epoch_batches(n, batch_size, generator):
    _count("n", n, 1)
    _count("batch_size", batch_size, 1)
    if not isinstance(generator, torch.Generator):
        raise TypeError("generator must be a torch.Generator")
    order = torch.randperm(n, generator=generator).tolist()
    batches = []
    while order:
        batches.append(order[:batch_size])
        del order[:batch_size]
    return batches


def train_mini_batch(xs, ys, w, lr, epochs, batches):
    _floats(w=w, lr=lr)
    samples = _samples(xs, ys)
    if not isinstance(batches, list):
        raise TypeError("batches must be a list")
    for batch in batches:
        if not isinstance(batch, list) or not batch:
            raise ValueError("a batch must be a list of at least one index")
        for i in batch:
            if _count("an index", i, 0) >= len(samples):
                raise ValueError(f"there is no sample {i}")
    ws = [w]
    for _ in range(_count("epochs", epochs, 0)):
        for batch in batches:
            ws.append(ws[-1] - lr * _mean_gradient([samples[i] for i in batch], ws[-1]))
    return ws[-1], ws


def leave_saddle(a, b, noises, lr):
    _floats(a=a, b=b, lr=lr)
    path = [(a, b)]
    for noise in _numbers("noises", noises):
        a, b = path[-1]
        path.append((a - lr * 2 * a, b - lr * (b**3 - b + noise)))
    return path
