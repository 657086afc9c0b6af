# 随机抽取样本的 SGD，以及训练曲线
import torch
import matplotlib.pyplot as plt


def 代价(xs, ys, w):
    return torch.mean((xs.float() * w - ys.float()) ** 2)


def 梯度(x, y, w):
    return 2 * x.float() * (x.float() * w - y.float())


def random_sample(n, generator):
    return torch.randint(n, (1,), generator=generator)      # 形状为 (1,) 的张量


def train_random(xs, ys, w, lr, updates, generator):
    w = torch.tensor([w], dtype=torch.float32)
    下标, 记录 = [], [代价(xs, ys, w).item()]
    for 步 in range(updates):
        i = random_sample(len(xs), generator)
        w.data = w.data - lr * 梯度(xs[i], ys[i], w)
        下标.append(i.item())
        记录.append(代价(xs, ys, w).item())
    return w.item(), 下标, 记录


def train_in_order(xs, ys, w, lr, epochs):
    w = torch.tensor(w, dtype=torch.float32)
    记录 = [代价(xs, ys, w)]
    for 轮 in range(epochs):
        for i in range(len(xs)):
            w = w - lr * 梯度(xs[i], ys[i], w)
        记录.append(代价(xs, ys, w))
    return w, torch.stack(记录)


def training_curve_figure(costs):
    图 = plt.figure()
    轴 = 图.add_subplot(1, 1, 1)
    轴.plot([float(c) for c in costs])
    轴.set_xlabel("轮数")
    轴.set_ylabel("代价")
    return 图
