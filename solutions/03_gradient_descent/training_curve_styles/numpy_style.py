import numpy as np
import torch
import matplotlib.pyplot as plt


def mse(xs, ys, w):
    return np.mean((xs * w - ys) ** 2)


def random_sample(n, generator):
    return torch.randint(0, n, (1,), generator=generator).numpy()[0]


def train_random(xs, ys, w, lr, updates, generator):
    xs, ys = np.array(xs), np.array(ys)
    drawn = np.array([random_sample(len(xs), generator) for _ in range(updates)], dtype=int)
    costs = np.empty(updates + 1)
    costs[0] = mse(xs, ys, w)
    for t, (x, y) in enumerate(zip(xs[drawn], ys[drawn])):
        w -= lr * 2 * x * (x * w - y)
        costs[t + 1] = mse(xs, ys, w)
    return w, drawn, costs


def train_in_order(xs, ys, w, lr, epochs):
    xs, ys = np.array(xs), np.array(ys)
    costs = [mse(xs, ys, w)]
    for _ in range(epochs):
        for x, y in np.stack([xs, ys], axis=1):
            w -= 2 * lr * x * (x * w - y)
        costs.append(mse(xs, ys, w))
    return w, np.array(costs)


def training_curve_figure(costs):
    fig, ax = plt.subplots(figsize=(8, 3))
    ax.plot(np.arange(len(costs)), np.asarray(costs), "r--", marker="o")
    ax.set(xlabel="epochs", ylabel="MSE", title="training")
    ax.grid(True)
    return fig
