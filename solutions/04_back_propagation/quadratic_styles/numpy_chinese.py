# -*- coding: utf-8 -*-
import numpy as np
import torch


def forward (x, w1, w2, b) :
    return w1 * x * x + w2 * x + b


def loss (x, y, w1, w2, b) :
    残差 = forward (x, w1, w2, b) - y
    return 残差 * 残差


def gradients (x, y, w1, w2, b) :
    x, y = np.float64 (x), np.float64 (y)
    残差 = np.polyval ([w1, w2, b], x) - y
    return 2 * 残差 * np.array ([x ** 2, x, 1.0])


def gradients_by_autograd (x, y, w1, w2, b) :
    参数 = [torch.tensor (p, dtype = torch.float64, requires_grad = True) for p in (w1, w2, b)]
    梯度 = torch.autograd.grad (loss (x, y, *参数), 参数)
    return [g.item () for g in 梯度]


def gradient_check (by_hand, xs, ys, w1, w2, b) :
    最大 = []
    for x, y in zip (xs, ys) :
        手算 = np.array ([float (g) for g in by_hand (x, y, w1, w2, b)])
        自动 = np.array (gradients_by_autograd (x, y, w1, w2, b))
        大小 = np.maximum (np.maximum (np.abs (手算), np.abs (自动)), 1e-8)
        最大.append (np.max (np.abs (手算 - 自动) / 大小))
    return max (最大)


def train (xs, ys, w1, w2, b, lr, epochs) :
    参数 = np.array ([w1, w2, b])
    每轮损失 = []
    for _ in range (epochs) :
        总和 = 0.0
        for x, y in zip (np.asarray (xs), np.asarray (ys)) :
            总和 += loss (x, y, *参数)
            参数 = 参数 - lr * gradients (x, y, *参数)
        每轮损失.append (总和)
    return (*参数, 每轮损失)
