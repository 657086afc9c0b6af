# -*- coding: utf-8 -*-
import torch
import torch.nn.functional as F


def make_weight (value) :
    return torch.nn.Parameter (torch.tensor ([float (value)], dtype = torch.float64))


def forward (x, w) :
    return x * w


def loss (x, y, w) :
    预测 = forward (x, w)
    真实 = torch.as_tensor (y, dtype = 预测.dtype).reshape (预测.shape)
    return F.mse_loss (预测, 真实, reduction = 'sum')


def backward (x, y, w) :
    损失 = loss (x, y, w)
    损失.backward ()
    return 损失.item ()


def update (w, lr) :
    torch.optim.SGD ([w], lr = lr).step ()


def zero_gradient (w) :
    torch.optim.SGD ([w], lr = 1.0).zero_grad ()


def train (xs, ys, w, lr, epochs) :
    优化器 = torch.optim.SGD ([w], lr = lr)
    权重, 损失列表 = [w.item ()], []
    for _ in range (epochs) :
        总和 = 0
        for x, y in zip (xs, ys) :
            优化器.zero_grad ()
            损失 = loss (x, y, w)
            损失.backward ()
            优化器.step ()
            总和 += 损失.item ()
        权重.append (w.item ())
        损失列表.append (总和)
    优化器.zero_grad ()      # 最后一次的梯度也要清零
    return 权重, 损失列表
