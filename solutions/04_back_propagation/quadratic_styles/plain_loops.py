import torch


class Model:
    """Keeps the three parameters together."""

    def __init__(self, w1, w2, b):
        self.p = [w1, w2, b]

    def predict(self, x):
        total = 0
        for power, value in zip((2, 1, 0), self.p):
            total = total + value * x ** power
        return total


def forward(x, w1, w2, b):
    return Model(w1, w2, b).predict(x)


def loss(x, y, w1, w2, b):
    return pow(forward(x, w1, w2, b) - y, 2)


def gradients(x, y, w1, w2, b):
    grads = []
    for power in (2, 1, 0):
        grads.append(2 * (forward(x, w1, w2, b) - y) * x ** power)
    return grads


def gradients_by_autograd(x, y, w1, w2, b):
    tensors = []
    for value in [w1, w2, b]:
        t = torch.zeros(1, dtype=torch.float64)
        t += value
        t.requires_grad_()
        tensors.append(t)
    error = loss(x, y, tensors[0], tensors[1], tensors[2])
    error.backward()
    return [t.grad[0].item() for t in tensors]


def gradient_check(by_hand, xs, ys, w1, w2, b):
    largest = 0
    for i in range(len(xs)):
        hand = by_hand(xs[i], ys[i], w1, w2, b)
        auto = gradients_by_autograd(xs[i].item(), ys[i].item(), w1, w2, b)
        for j in range(3):
            bottom = 1e-8
            if abs(hand[j]) > bottom:
                bottom = abs(hand[j])
            if abs(auto[j]) > bottom:
                bottom = abs(auto[j])
            largest = max(largest, abs(hand[j] - auto[j]) / bottom)
    return largest


def train(xs, ys, w1, w2, b, lr, epochs):
    model, losses = Model(w1, w2, b), []
    for epoch in range(epochs):
        losses.append(0)
        for i in range(len(xs)):
            x, y = xs[i].item(), ys[i].item()
            losses[-1] += loss(x, y, *model.p)
            grads = gradients_by_autograd(x, y, *model.p)
            for j in range(3):
                model.p[j] -= lr * grads[j]
    return model.p[0], model.p[1], model.p[2], losses
