# 逻辑回归:学习时间与通过考试的概率
import numpy as np
import torch
import matplotlib.pyplot as plt


class LogisticRegressionModel(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.层 = torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.Sigmoid())

    def forward(self, *args, **kwargs):
        return self.层(*args, **kwargs)


def loss_from_logits(z, y):
    z, y = np.asarray(z), np.asarray(y)
    return np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))


def compare_losses(z, y):
    结果 = {}
    for 名称, 损失函数 in (('BCELoss', torch.nn.BCELoss()), ('BCEWithLogitsLoss', torch.nn.BCEWithLogitsLoss())):
        得分 = torch.tensor(z).requires_grad_()
        输入 = 得分.sigmoid() if 名称 == 'BCELoss' else 得分
        损失 = 损失函数(输入, torch.tensor(y))
        损失.backward()
        结果[名称] = [损失.detach().item(), 得分.grad.item()]
    return 结果


def train(model, criterion, optimizer, x, y, epochs):
    损失列表 = np.zeros(epochs)
    for i in range(epochs):
        model.zero_grad()
        损失 = criterion(model.forward(x), y)
        损失.backward()
        损失列表[i] = 损失.data
        optimizer.step()
    return 损失列表.tolist()


def decide(model, x, threshold=0.5):
    答案 = [[bool(概率 > threshold)] for 概率 in model(x)]
    return torch.tensor(答案)


def crossing_hour(model):
    参数 = dict(model.named_parameters())
    w = next(p for 名, p in 参数.items() if 名.endswith('weight'))
    b = next(p for 名, p in 参数.items() if 名.endswith('bias'))
    return (-b / w[0]).detach()


def probability_figure(model):
    fig, ax = plt.subplots()
    小时 = np.linspace(0, 10, 101, dtype='float32')
    with torch.no_grad():
        概率 = model(torch.from_numpy(小时)[:, None])[:, 0]
    ax.plot(小时, 概率, label='通过的概率')
    ax.hlines(0.5, 0, 10)
    ax.set_xlabel('学习时间')
    ax.set_ylabel('概率')
    ax.legend()
    return fig
