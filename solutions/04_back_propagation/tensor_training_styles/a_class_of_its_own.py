import torch


class Trainer:
    def __init__(self, w, lr):
        self.w = w
        self.lr = lr

    def step(self, x, y):
        value = backward(x, y, self.w)
        update(self.w, self.lr)
        zero_gradient(self.w)
        return value

    def epoch(self, samples):
        return sum(self.step(x, y) for x, y in samples)


def make_weight(value):
    return torch.tensor(data=(value,), dtype=torch.float64).requires_grad_(True)


def forward(x, w):
    return w.mul(x)


def loss(x, y, w):
    diff = forward(x, w).sub(y)
    return diff.mul(diff).mean()


def backward(x, y, w):
    graph = loss(x, y, w)
    graph.backward()
    return float(graph.detach().numpy())


def update(w, lr):
    with torch.inference_mode(False), torch.no_grad():
        w += -lr * w.grad


def zero_gradient(w):
    w.grad = None


def train(xs, ys, w, lr, epochs):
    trainer = Trainer(w, lr)
    samples = list(zip(xs, ys))
    ws, losses = [], []
    ws.append(w.data[0].item())
    for _ in range(epochs):
        losses.append(float(trainer.epoch(samples)))
        ws.append(w.data[0].item())
    return ws, losses
