# 六个 sigmoid 函数,全部用 float32 计算
import math
import torch


def logistic(x):
    x = torch.as_tensor(x, dtype=torch.float32)
    正 = 1 / (1 + torch.exp(-x.clamp(min=0)))
    e = torch.exp(x.clamp(max=0))
    return torch.where(x >= 0, 正, e / (1 + e))


def logistic_derivative(x):
    s = logistic(x)
    return s * (1 - s)


def gudermannian(x):
    return 2 * torch.atan(torch.tanh(x.float() / 2))


def sigmoids(x):
    x = x.float()
    结果 = {}
    结果['tanh'] = x.tanh()
    结果['erf'] = torch.erf(math.sqrt(math.pi) / 2 * x)
    结果['root'] = x / (1 + x ** 2).sqrt()
    结果['atan'] = 2 / math.pi * x.mul(math.pi / 2).atan()
    结果['gd'] = 2 / math.pi * gudermannian(math.pi / 2 * x)
    结果['abs'] = x / (1 + x.abs())
    return 结果


def looks_like_a_sigmoid(xs, ys, flat):
    n = len(xs)
    斜率 = [(ys[i] - ys[i - 1]) / (xs[i] - xs[i - 1]) for i in range(1, n)]
    if min(斜率) < 0:
        return False
    if 斜率[0] >= flat:
        return False
    if 斜率[n - 2] >= flat:
        return False
    return max(斜率) >= flat


def saturation_point(slope, level):
    左, 右 = 0., 1.
    while slope(右) > level:
        右 *= 2
    for _ in range(100):
        中 = (左 + 右) / 2
        if slope(中) <= level:
            右 = 中
        else:
            左 = 中
    return 右
