# 数据都先变成 NumPy，再变成张量
import numpy as np
import torch
import torch.nn as nn


class 数据集(torch.utils.data.Dataset):
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __len__(self):
        return self.x.shape[0]

    def __getitem__(self, i):
        return self.x[i], self.y[i]


def prepare_data(xs, ys):
    表 = np.column_stack([np.array(xs, dtype=float), np.array(ys, dtype=float)]).astype(np.float32)
    return torch.from_numpy(表[:, :1].copy()), torch.from_numpy(表[:, [1]])


class LinearModel(nn.Sequential):
    """Sequential 自己就有 forward"""

    def __init__(self):
        super().__init__(nn.Linear(1, 1))


def make_criterion():
    def criterion(y_hat, y):
        return ((y_hat - y) ** 2).sum() / y.numel()
    return criterion


def make_optimizer(model, lr):
    分组 = [{"params": [p]} for p in model.parameters()]
    return torch.optim.SGD(分组, lr=lr)


def training_step(model, criterion, optimizer, x, y):
    model.train()
    optimizer.zero_grad()
    误差 = criterion(model(x), y)
    误差.backward()
    optimizer.step()
    return float(误差.detach().numpy())


def train(model, criterion, optimizer, x, y, epochs):
    历史 = np.empty(epochs)
    for i in range(epochs):
        历史[i] = training_step(model, criterion, optimizer, x, y)
    return 历史.tolist()


def predict(model, x):
    输入 = np.array([[x]], dtype=np.float32)
    return float(model(torch.from_numpy(输入)).detach().numpy()[0, 0])


def train_in_random_order(model, criterion, optimizer, x, y, epochs, batch_size):
    loader = torch.utils.data.DataLoader(数据集(x, y), batch_size=batch_size, shuffle=True, drop_last=False)
    历史 = []
    for _ in range(epochs):
        for 输入, 目标 in loader:
            training_step(model, criterion, optimizer, 输入, 目标)
        with torch.no_grad():
            历史 += [criterion(model(x), y).item()]
    return 历史


if __name__ == "__main__":
    import matplotlib.pyplot as plt
    x, y = prepare_data([1, 2, 3], [2, 4, 6])
    m = LinearModel()
    plt.plot(train(m, make_criterion(), make_optimizer(m, 0.01), x, y, 100))
    plt.show()
