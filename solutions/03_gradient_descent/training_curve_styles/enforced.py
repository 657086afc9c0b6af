"""Every precondition of the docstrings is checked before anything is computed."""

import torch
from matplotlib.figure import Figure


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


def _numbers(name, values, least=1):
    if not isinstance(values, torch.Tensor) or values.dtype != torch.float64:
        raise TypeError(f"{name} must be a float64 tensor")
    if values.ndim != 1 or len(values) < least:
        raise ValueError(f"{name} must be of shape (N,), N at least {least}, got {tuple(values.shape)}")
    return values.tolist()


class _Samples:
    def __init__(self, xs, ys):
        self.pairs = list(zip(_numbers("xs", xs), _numbers("ys", ys), strict=True))

    def cost(self, w):
        return sum((x * w - y) ** 2 for x, y in self.pairs) / len(self.pairs)

    def after(self, index, w, lr):
        x, y = self.pairs[index]
        return w - lr * 2 * x * (x * w - y)


def random_sample(n, generator):
    if not isinstance(generator, torch.Generator):
        raise TypeError("generator must be a torch.Generator")
    return int(torch.randint(_count("n", n, 1), (1,), generator=generator).item())


def train_random(xs, ys, w, lr, updates, generator):
    _floats(w=w, lr=lr)
    samples = _Samples(xs, ys)
    drawn, costs = [], [samples.cost(w)]
    for _ in range(_count("updates", updates, 0)):
        drawn.append(random_sample(len(samples.pairs), generator))
        w = samples.after(drawn[-1], w, lr)
        costs.append(samples.cost(w))
    return w, drawn, costs


def train_in_order(xs, ys, w, lr, epochs):
    _floats(w=w, lr=lr)
    samples = _Samples(xs, ys)
    costs = [samples.cost(w)]
    for _ in range(_count("epochs", epochs, 0)):
        for index in range(len(samples.pairs)):
            w = samples.after(index, w, lr)
        costs.append(samples.cost(w))
    return w, costs


def training_curve_figure(costs):
    heights = _numbers("costs", costs, least=2)
    figure = Figure(layout="constrained")
    axes = figure.subplots()
    axes.plot(list(range(len(heights))), heights, drawstyle="default", marker=".")
    axes.set(xlabel="epoch", ylabel="cost")
    return figure
