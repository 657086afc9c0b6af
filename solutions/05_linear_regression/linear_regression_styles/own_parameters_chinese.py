import numpy as np
import torch


def prepare_data(xs, ys):
    列 = []
    for 数 in (xs, ys):
        列.append(torch.tensor([[float(v)] for v in 数]))
    return tuple(列)


class 均方误差(torch.nn.Module):
    def forward(self, 预测, 目标):
        return torch.mean(torch.pow(预测 - 目标, 2))


class LinearModel(torch.nn.Module):
    """线性模型 y = x * w + b"""

    def __init__(self):
        super().__init__()
        self.权重 = torch.nn.Parameter(torch.randn(1, 1))
        self.偏置 = torch.nn.Parameter(torch.zeros(1))

    def forward(self, x):
        return x @ self.权重 + self.偏置


def make_criterion():
    return 均方误差()


def make_optimizer(model, lr):
    return torch.optim.SGD(params=list(model.parameters()), lr=lr, momentum=0, foreach=False)


def training_step(model, criterion, optimizer, x, y):
    def 闭包():
        optimizer.zero_grad(set_to_none=False)
        损失 = criterion(model(x), y)
        损失.backward()
        return 损失
    return optimizer.step(闭包).detach().numpy().item()


def train(model, criterion, optimizer, x, y, epochs):
    记录 = [0.0] * epochs
    for 轮 in range(epochs):
        记录[轮] = training_step(model, criterion, optimizer, x, y)
    return 记录


def predict(model, x):
    return model(torch.tensor(x, dtype=torch.float32).view(1, 1)).tolist()[0][0]


def train_in_random_order(model, criterion, optimizer, x, y, epochs, batch_size):
    记录 = []
    for 轮 in range(epochs):
        顺序 = np.random.permutation(len(x))
        x1, y1 = x[顺序], y[顺序]
        for 批x, 批y in zip(x1.split(batch_size), y1.split(batch_size)):
            optimizer.zero_grad()
            criterion(model(批x), 批y).backward()
            optimizer.step()
        with torch.no_grad():
            记录.append(criterion(model(x), y).item())
    return 记录
