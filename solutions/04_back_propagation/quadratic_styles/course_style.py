import torch


def forward(x, w1, w2, b):
    return w1 * x ** 2 + w2 * x + b


def loss(x, y, w1, w2, b):
    y_pred = forward(x, w1, w2, b)
    return (y_pred - y) ** 2


def gradients(x, y, w1, w2, b):
    y_pred = forward(x, w1, w2, b)
    return 2 * (y_pred - y) * x * x, 2 * (y_pred - y) * x, 2 * (y_pred - y)


def gradients_by_autograd(x, y, w1, w2, b):
    w1, w2, b = [torch.tensor([p], dtype=torch.float64) for p in (w1, w2, b)]
    w1.requires_grad = True
    w2.requires_grad = True
    b.requires_grad = True
    l = loss(x, y, w1, w2, b)
    l.backward()
    return w1.grad.item(), w2.grad.item(), b.grad.item()


def gradient_check(by_hand, xs, ys, w1, w2, b):
    worst = 0
    for x, y in zip(xs, ys):
        hand = by_hand(x, y, w1, w2, b)
        auto = gradients_by_autograd(x, y, w1, w2, b)
        for i in range(3):
            size = max(abs(hand[i]), abs(auto[i]))
            if size < 1e-8:
                size = 1e-8
            diff = abs(hand[i] - auto[i]) / size
            if diff > worst:
                worst = diff
    return worst


def train(xs, ys, w1, w2, b, lr, epochs):
    w1 = torch.tensor([w1], requires_grad=True, dtype=torch.float64)
    w2 = torch.tensor([w2], requires_grad=True, dtype=torch.float64)
    b = torch.tensor([b], requires_grad=True, dtype=torch.float64)
    losses = []
    for epoch in range(epochs):
        total = 0
        for x, y in zip(xs, ys):
            l = loss(x, y, w1, w2, b)
            l.backward()
            w1.data = w1.data - lr * w1.grad.data
            w2.data = w2.data - lr * w2.grad.data
            b.data = b.data - lr * b.grad.data
            w1.grad.data.zero_()
            w2.grad.data.zero_()
            b.grad.data.zero_()
            total += l.item()
        losses.append(total)
    return w1.item(), w2.item(), b.item(), losses
