# -*- coding: utf-8 -*-
import torch


def forward (x, y, w, b = 0.0) :
    预测 = torch.tensor (x) * torch.tensor (w) + b
    残差 = 预测 - y
    损失 = 残差 ** 2
    return 预测, 残差, 损失


def multiply_gradients (a, b) :
    return torch.tensor (b), torch.tensor (a)     # 另一个输入


def add_gradients (a, b) :
    return 1, 1


def square_gradient (r) :
    return torch.tensor (r) * 2


def step_back (upstream, local_gradients) :
    return tuple (torch.tensor (upstream) * 局部 for 局部 in local_gradients)


def backward (x, y, w, b = 0.0) :
    _, 残差, _ = forward (x, y, w, b)
    d残差, = step_back (1.0, [square_gradient (残差.item ())])
    dw, db = step_back (d残差.item (), [x, 1.0])
    return dw, db


def fork_gradient (x, upstream) :
    路径 = [torch.tensor (x), torch.tensor (x), torch.tensor (1.0)]
    return sum (upstream * p for p in 路径)
