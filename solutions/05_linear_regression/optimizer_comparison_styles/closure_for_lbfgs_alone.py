import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import optim

NAMES = ("SGD", "Adagrad", "Adam", "Adamax", "ASGD", "RMSprop", "Rprop", "LBFGS")
OPTIMIZERS = {
    "SGD": optim.SGD,
    "Adagrad": optim.Adagrad,
    "Adam": optim.Adam,
    "Adamax": optim.Adamax,
    "ASGD": optim.ASGD,
    "RMSprop": optim.RMSprop,
    "Rprop": optim.Rprop,
    "LBFGS": optim.LBFGS,
}


def optimizer_by_name(name, model, lr):
    try:
        kind = OPTIMIZERS[name]
    except KeyError:
        raise ValueError(f"unknown optimizer {name}") from None
    return kind(list(model.parameters()), lr)


def closure_step(model, criterion, optimizer, x, y):
    loss = criterion(model(x), y)
    value = float(loss)
    if not isinstance(optimizer, optim.LBFGS):
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return value

    def closure():
        for p in model.parameters():
            p.grad = None
        loss = criterion(model(x), y)
        loss.backward()
        return loss

    optimizer.step(closure)
    return value


def train(model, criterion, name, lr, x, y, epochs):
    optimizer = optimizer_by_name(name, model, lr)
    history = np.zeros(epochs)
    for epoch in range(epochs):
        history[epoch] = closure_step(model, criterion, optimizer, x, y)
    return history.tolist()


def compare(model, criterion, lrs, x, y, epochs):
    start = {key: value.clone() for key, value in model.state_dict().items()}
    histories = {}
    for name, lr in lrs.items():
        histories[name] = train(model, criterion, name, lr, x, y, epochs)
        model.load_state_dict(start)
    return histories


def comparison_figure(histories):
    table = np.array(list(histories.values()))
    fig, ax = plt.subplots()
    lines = ax.plot(np.arange(table.shape[1]), table.T)
    ax.legend(lines, list(histories))
    ax.set(xlabel="epoch", ylabel="cost (MSE)", yscale="log")
    return fig
