import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn.functional as F


class LogisticRegressionModel(torch.nn.Module):
    def __init__(self):
        super(LogisticRegressionModel, self).__init__()
        self.linear = torch.nn.Linear(1, 1)

    def forward(self, x):
        y_pred = F.sigmoid(self.linear(x))
        return y_pred


def loss_from_logits(z, y):
    total = 0
    for zi, yi in zip(z, y):
        total += max(zi, torch.zeros_like(zi)) - zi * yi + torch.log(1 + torch.exp(-abs(zi)))
    return total / len(z)


def compare_losses(z, y):
    target = torch.tensor([y])
    a = torch.tensor([z], requires_grad=True)
    first = torch.nn.BCELoss()(torch.sigmoid(a), target)
    first.backward()
    b = torch.tensor([z], requires_grad=True)
    second = torch.nn.BCEWithLogitsLoss()(b, target)
    second.backward()
    return {
        "BCEWithLogitsLoss": (second.item(), b.grad.item()),
        "BCELoss": (first.item(), a.grad.item()),
    }


def train(model, criterion, optimizer, x, y, epochs):
    history = []
    for epoch in range(epochs):
        y_pred = model(x)
        loss = criterion(y_pred, y)
        print(epoch, loss.item())
        history.append(loss.item())

        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return history


def decide(model, x, threshold=0.5):
    y_pred = model(x)
    return y_pred.data > threshold


def crossing_hour(model):
    return -model.linear.bias.data / model.linear.weight.data[0]


def probability_figure(model):
    x = np.linspace(0, 10, 200)
    x_t = torch.Tensor(x).view((200, 1))
    y_t = model(x_t)
    y = y_t.data.numpy()
    fig = plt.figure()
    plt.plot(x, y)
    plt.plot([0, 10], [0.5, 0.5], c="r")
    plt.xlabel("Hours")
    plt.ylabel("Probability of Pass")
    plt.grid()
    return fig
