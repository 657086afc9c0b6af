import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn


class LogisticRegressionModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(1, 1)
        self.act = nn.Sigmoid()

    def forward(self, x):
        out = self.fc(x)
        out = self.act(out)
        return out


def loss_from_logits(z, y):
    total = 0.0
    for score, label in zip(z.tolist(), y.tolist()):
        total += max(score, 0.0) - score * label + np.log(1 + np.exp(-abs(score)))
    return total / len(y)


def compare_losses(z, y):
    result = {}
    target = torch.tensor([[y]], dtype=torch.float32)
    for criterion in [nn.BCELoss(), nn.BCEWithLogitsLoss()]:
        s = torch.tensor([[z]], dtype=torch.float32, requires_grad=True)
        if isinstance(criterion, nn.BCELoss):
            l = criterion(nn.functional.sigmoid(s), target)
        else:
            l = criterion(s, target)
        g = torch.autograd.grad(l, s)[0]
        result[type(criterion).__name__] = (float(l), float(g))
    return result


def train(model, criterion, optimizer, x, y, epochs):
    loss_list = [0.0] * epochs
    for i in range(epochs):
        optimizer.zero_grad()
        out = model(x)
        loss = criterion(out, y)
        loss.backward()
        loss_list[i] = loss.data.numpy().item()
        optimizer.step()
    return loss_list


def decide(model, x, threshold=0.5):
    answers = np.zeros((len(x), 1), dtype=bool)
    for i in range(len(x)):
        p = model(x[i : i + 1]).item()
        if p > threshold:
            answers[i, 0] = True
    return torch.from_numpy(answers)


def crossing_hour(model):
    # a straight search, ten times finer each time
    start, step = 0.0, 1.0
    for _ in range(9):
        while model(torch.tensor([[start + step]])).item() < 0.5 and start + step <= 10:
            start += step
        step /= 10
    return round(start, 5)


def probability_figure(model):
    x = np.arange(0, 10, 0.01)
    y = [model(torch.tensor([[v]], dtype=torch.float32)).item() for v in x]
    fig = plt.figure(figsize=(6, 4))
    ax = fig.add_subplot(111)
    ax.plot(x, y, "b", label="model")
    ax.plot(x, 0.5 * np.ones(len(x)), "r--", label="0.5")
    ax.set_xlabel("Hours")
    ax.set_ylabel("Probability of Pass")
    ax.legend()
    return fig
