# 每条曲线旁边写名字，不用图例
from copy import deepcopy

import torch
from matplotlib.figure import Figure

NAMES = ("SGD", "Adagrad", "Adam", "Adamax", "ASGD", "RMSprop", "Rprop", "LBFGS")


def optimizer_by_name(name, model, lr):
    assert_known = {名字: getattr(torch.optim, 名字) for 名字 in NAMES}
    if assert_known.get(name) is None:
        raise ValueError("没有这个优化器：%s" % name)
    return assert_known[name](params=model.parameters(), lr=lr)


class 闭包:
    def __init__(self, 模型, 准则, 优化器, x, y):
        self.模型, self.准则, self.优化器, self.x, self.y = 模型, 准则, 优化器, x, y
        self.历史 = []

    def __call__(self):
        self.优化器.zero_grad(set_to_none=False)
        代价 = self.准则(self.模型(self.x), self.y)
        代价.backward()
        self.历史.append(代价.detach().numpy().item())
        return 代价


def closure_step(model, criterion, optimizer, x, y):
    一步 = 闭包(model, criterion, optimizer, x, y)
    optimizer.step(一步)
    return 一步.历史[0]


def train(model, criterion, name, lr, x, y, epochs):
    历史 = []
    优化器 = optimizer_by_name(name, model, lr)
    while len(历史) < epochs:
        历史 += [closure_step(model, criterion, 优化器, x, y)]
    return 历史


def compare(model, criterion, lrs, x, y, epochs):
    模型们 = [deepcopy(model) for _ in lrs]
    结果 = [train(模型, criterion, 名字, 学习率, x, y, epochs) for 模型, (名字, 学习率) in zip(模型们, lrs.items())]
    return dict(zip(lrs, 结果))


def comparison_figure(histories):
    图 = Figure()
    轴 = 图.add_subplot()
    for 名字, 代价 in histories.items():
        轴.plot(代价, marker=".")
        轴.annotate(名字, (len(代价) - 1, 代价[-1]))
    轴.set_xlabel("训练轮数")
    轴.set_ylabel("代价")
    return 图
