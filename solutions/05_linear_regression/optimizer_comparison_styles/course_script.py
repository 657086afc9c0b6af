import copy

import matplotlib.pyplot as plt
import torch

NAMES = ("SGD", "Adagrad", "Adam", "Adamax", "ASGD", "RMSprop", "Rprop", "LBFGS")


def optimizer_by_name(name, model, lr):
    if name == "SGD":
        optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    elif name == "Adagrad":
        optimizer = torch.optim.Adagrad(model.parameters(), lr=lr)
    elif name == "Adam":
        optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    elif name == "Adamax":
        optimizer = torch.optim.Adamax(model.parameters(), lr=lr)
    elif name == "ASGD":
        optimizer = torch.optim.ASGD(model.parameters(), lr=lr)
    elif name == "RMSprop":
        optimizer = torch.optim.RMSprop(model.parameters(), lr=lr)
    elif name == "Rprop":
        optimizer = torch.optim.Rprop(model.parameters(), lr=lr)
    elif name == "LBFGS":
        optimizer = torch.optim.LBFGS(model.parameters(), lr=lr)
    else:
        raise ValueError("no such optimizer: " + name)
    return optimizer


def closure_step(model, criterion, optimizer, x, y):
    def closure():
        optimizer.zero_grad()
        y_pred = model(x)
        loss = criterion(y_pred, y)
        loss.backward()
        return loss

    loss = optimizer.step(closure)
    print(loss.item())
    return loss.item()


def train(model, criterion, name, lr, x, y, epochs):
    optimizer = optimizer_by_name(name, model, lr)
    loss_list = []
    for epoch in range(epochs):
        loss_list.append(closure_step(model, criterion, optimizer, x, y))
    return loss_list


def compare(model, criterion, lrs, x, y, epochs):
    result = {}
    for name in lrs:
        print(name)
        result[name] = train(copy.deepcopy(model), criterion, name, lrs[name], x, y, epochs)
    return result


def comparison_figure(histories):
    fig = plt.figure()
    for name in histories:
        plt.plot(range(len(histories[name])), histories[name], label=name)
    plt.xlabel('Epoch')
    plt.ylabel('Loss')
    plt.legend()
    return fig


if __name__ == '__main__':
    comparison_figure({'SGD': [2.5, 1.36]})
    plt.show()
