import torch
import matplotlib.pyplot as plt


def forward(x, w):
    return x * w


def cost(xs, ys, w):
    cost = 0
    for x, y in zip(xs, ys):
        y_pred = forward(x, w)
        cost += (y_pred - y) ** 2
    return cost / len(xs)


def gradient(x, y, w):
    return 2 * x * (x * w - y)


def random_sample(n, generator):
    return torch.randint(n, (1,), generator=generator).item()


def train_random(xs, ys, w, lr, updates, generator):
    drawn = []
    cost_list = [cost(xs, ys, w)]
    for i in range(updates):
        k = random_sample(len(xs), generator)
        x, y = xs[k], ys[k]
        grad = gradient(x, y, w)
        w = w - lr * grad
        drawn.append(k)
        cost_list.append(cost(xs, ys, w))
        print("\tgrad:", x, y, grad)
    return w, drawn, cost_list


def train_in_order(xs, ys, w, lr, epochs):
    cost_list = [cost(xs, ys, w)]
    for epoch in range(epochs):
        for x, y in zip(xs, ys):
            w = w - lr * gradient(x, y, w)
        cost_list.append(cost(xs, ys, w))
        print("progress:", epoch, "w=", w)
    return w, cost_list


def training_curve_figure(costs):
    epoch_list = []
    for epoch in range(len(costs)):
        epoch_list.append(epoch)
    fig = plt.figure()
    plt.plot(epoch_list, costs)
    plt.ylabel("Loss")
    plt.xlabel("Epoch")
    return fig
