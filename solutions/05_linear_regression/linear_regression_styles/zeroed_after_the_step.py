import random

import numpy as np
import torch
from torch import nn, optim
import torch.nn.functional as F


def prepare_data(xs, ys):
    x = torch.from_numpy(np.asarray(xs, dtype=np.float32).reshape(-1, 1).copy())
    y = torch.from_numpy(np.asarray(ys, dtype=np.float32).reshape(-1, 1).copy())
    return [x, y]


class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(in_features=1, out_features=1, bias=True))

    def forward(self, x):
        return self.layers(x)


def make_criterion():
    return F.mse_loss


def make_optimizer(model, lr):
    return optim.SGD([p for p in model.parameters() if p.requires_grad], lr=lr)


def training_step(model, criterion, optimizer, x, y):
    loss = criterion(model.forward(x), target=y)
    value = float(loss)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return value


def train(model, criterion, optimizer, x, y, epochs):
    model.train()
    history = []
    while len(history) < epochs:
        history.append(training_step(model, criterion, optimizer, x, y))
    return history


def predict(model, x):
    model.eval()
    with torch.inference_mode():
        return float(model(torch.full((1, 1), float(x))).squeeze())


def train_in_random_order(model, criterion, optimizer, x, y, epochs, batch_size):
    numbers = list(range(len(x)))
    history = []
    for _ in range(epochs):
        random.shuffle(numbers)
        for i in range(0, len(numbers), batch_size):
            part = numbers[i:i + batch_size]
            training_step(model, criterion, optimizer, x[part], y[part])
        history.append(float(criterion(model(x), y).detach()))
    return history
