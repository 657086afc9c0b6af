import matplotlib.pyplot as plt
import torch


def random_sample(n, generator):
    return torch.randint(high=n, size=(1,), generator=generator).squeeze()


def train_random(xs, ys, w, lr, updates, generator):
    w = torch.tensor(w, dtype=torch.float64)
    indices = [random_sample(len(xs), generator) for _ in range(updates)]
    ws = [w]
    for i in indices:
        ws.append(ws[-1] - lr * 2 * xs[i] * (xs[i] * ws[-1] - ys[i]))
    table = torch.outer(torch.stack(ws), xs) - ys
    return ws[-1], indices, table.square().mean(dim=1)


def train_in_order(xs, ys, w, lr, epochs):
    w = torch.tensor([w], dtype=torch.float64)
    ends = [w.clone()]
    for _ in range(epochs):
        for x, y in torch.stack([xs, ys], dim=1):
            w -= lr * 2 * x * (x * w - y)
        ends.append(w.clone())
    return w, [torch.mean((xs * end - ys) ** 2) for end in ends]


def training_curve_figure(costs):
    fig, ax = plt.subplots()
    ax.plot(torch.arange(len(costs)), costs, color="black")
    ax.set_xlabel("epoch")
    ax.set_ylabel("cost (MSE)")
    return fig
