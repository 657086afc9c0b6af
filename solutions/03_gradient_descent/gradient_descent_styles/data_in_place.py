import torch


# 课堂上的写法：w 是一个张量，用 .data 更新，记录时 clone
def forward(x, w):
    return x * w


def cost(xs, ys, w):
    l = [(forward(x, w) - y) ** 2 for x, y in zip(xs, ys)]
    return sum(l) / len(l)


def gradient(xs, ys, w):
    l = [2 * x * (forward(x, w) - y) for x, y in zip(xs, ys)]
    return sum(l) / len(l)


def update(w, grad, lr):
    return w - lr * grad


def train(xs, ys, w, lr, epochs):
    w = torch.tensor([w], dtype=torch.float64)
    ws, costs = [w.clone()], [cost(xs, ys, w).item()]
    for epoch in range(epochs):
        w.data.sub_(lr * gradient(xs, ys, w.data))
        ws.append(w.clone())
        costs.append(cost(xs, ys, w).item())
    return w.item(), torch.cat(ws).tolist(), costs


def gradient_with_bias(xs, ys, w, b):
    A = torch.stack((xs, torch.ones(len(xs), dtype=xs.dtype)))
    r = torch.tensor([w, b], dtype=xs.dtype) @ A - ys
    return 2 * torch.mv(A, r) / len(xs)


def train_with_bias(xs, ys, w, b, lr, epochs):
    p = torch.tensor([w, b], dtype=torch.float64)
    cs = []
    for e in range(epochs):
        cs.append(torch.mean((xs * p[0] + p[1] - ys) ** 2))
        p -= lr * gradient_with_bias(xs, ys, p[0].item(), p[1].item())
    cs.append(torch.mean((xs * p[0] + p[1] - ys) ** 2))
    return *p, torch.stack(cs)
