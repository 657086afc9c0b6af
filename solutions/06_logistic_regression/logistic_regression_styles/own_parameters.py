import torch
from matplotlib.figure import Figure
from torch import nn


class LogisticRegressionModel(nn.Module):
    def __init__(self, w=0.0, b=0.0):
        super().__init__()
        self.b = nn.Parameter(torch.tensor([b]))
        self.w = nn.Parameter(torch.tensor([[w]]))

    def forward(self, x):
        return 1 / (1 + torch.exp(-(x @ self.w + self.b)))


def loss_from_logits(z, y):
    # softplus of the score, taken with the sign that the label gives
    return torch.logaddexp(torch.zeros_like(z), torch.where(y == 1, -z, z)).mean()


def with_slope(criterion, answer, z, y):
    score = torch.full((1, 1), z, dtype=torch.float64, requires_grad=True)
    loss = criterion(answer(score), torch.full((1, 1), y, dtype=torch.float64))
    (slope,) = torch.autograd.grad(loss, score)
    return float(loss), float(slope)


def compare_losses(z, y):
    return dict(
        BCELoss=with_slope(nn.BCELoss(), torch.sigmoid, z, y),
        BCEWithLogitsLoss=with_slope(nn.BCEWithLogitsLoss(), lambda score: score, z, y),
    )


def train(model, criterion, optimizer, x, y, epochs):
    def one_epoch():
        optimizer.zero_grad(set_to_none=False)
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
        return float(loss)

    return [one_epoch() for _ in range(epochs)]


def decide(model, x, threshold=0.5):
    return torch.where(model(x) > threshold, 1, 0)


def crossing_hour(model):
    low, high = 0.0, 10.0
    with torch.no_grad():
        for _ in range(60):
            middle = (low + high) / 2
            if model(torch.tensor([[middle]])) < 0.5:
                low = middle
            else:
                high = middle
    return (low + high) / 2


def probability_figure(model):
    figure = Figure()
    axes = figure.add_subplot()
    hours = torch.arange(0, 10.01, 0.1).unsqueeze(1)
    axes.plot(hours.numpy(), model(hours).detach().numpy(), "k-")
    axes.axhline(0.5, linestyle="--")
    axes.set(xlabel="hours of study", ylabel="probability", title="Passing")
    axes.set_xlim(0, 10)
    return figure
