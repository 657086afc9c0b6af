"""随机样本与训练曲线：盯着整个数据集看，SGD 的训练是什么样子。

`stochastic.py` 按给定的顺序取样本。这里每次更新都自己抽取一个样本，这才是 SGD 的定义。单个样本的损失几乎说明不了训练
的情况：下一个样本的损失小，也许只因为它容易。所以在更新的同时，记录整个数据集的代价，并画出来：这就是训练曲线。

`xs` 和 `ys` 是形状为 (N,) 的 float64 张量，N 至少是 1；`w` 和 `lr` 是 Python 浮点数。任何函数都不得修改自己的参数，也
不得使用自动求导，或库里的损失和优化器。结果可以是 Python 的数，也可以是只有一个数的张量。一个样本的梯度，就是你为
stochastic.py 推导的那个。
"""

import matplotlib.pyplot as plt
import torch


def random_sample(n, generator):
    """一个随机样本的下标：从 0 到 n - 1，每个的可能性相等，并且可以重复出现。

    用一次 `torch.randint(n, (1,), generator=generator)` 调用来抽取。

    参数：
        n：样本的个数，整数，至少是 1。
        generator：一个 torch.Generator；抽到哪个下标不由别的东西决定。

    返回：
        从 0 到 n - 1 的一个整数（或只有一个数的整数张量）。

    手算：random_sample(1, generator) 是 0，无论生成器如何。
    """
    # TODO：在这里写 random_sample，替换下一行
    raise NotImplementedError("random_sample: 还没有写")


def train_random(xs, ys, w, lr, updates, generator):
    """用随机样本的随机梯度下降：每次更新抽取一个样本，用它的损失的梯度。

    每次更新在改变 `w` 之前调用一次 `random_sample`，除此之外不抽取任何随机数。所记录的代价是整个数据集的代价：
    (x * w - y)**2 对所有样本的平均值。

    参数：
        xs、ys：样本，形状为 (N,) 的 float64 张量。
        w：起始的权重，浮点数。
        lr：学习率，浮点数。
        updates：更新多少次，整数，可以是 0。
        generator：一个 torch.Generator。

    返回：
        (w, drawn, costs)：最终的权重；`updates` 个下标的列表，按抽取的顺序；updates + 1 个整个数据集的代价的列表，包
        括起点处的代价。

    手算：xs = 1, 2，ys = 3, 2，w = 2，lr = 0.1：起点处的代价是 (1 + 4) / 2 = 2.5。如果第一次更新抽到样本 1，它的梯度
    是 8，于是 w = 1.2，代价是 (3.24 + 0.16) / 2 = 1.7。如果第二次抽到样本 0，它的梯度是 -3.6，于是 w = 1.56，代价是
    1.664。
    """
    # TODO：在这里写 train_random，替换下一行
    raise NotImplementedError("train_random: 还没有写")


def train_in_order(xs, ys, w, lr, epochs):
    """按给定的顺序用 SGD 看遍样本，每一轮之后记录整个数据集的代价。

    在一轮之内，每个样本更新一次，用的是前一个样本更新之后的权重。整个数据集的代价在起点处求一次，在每一轮结束时求一
    次；每次对所有样本都用同一个权重，即当时的权重。

    参数：
        xs、ys：样本，形状为 (N,) 的 float64 张量。
        w：起始的权重，浮点数。
        lr：学习率，浮点数。
        epochs：把数据集看多少遍，整数，可以是 0。

    返回：
        (w, costs)：最终的权重；epochs + 1 个整个数据集的代价的列表，包括起点处的代价。

    手算：xs = 1, 2，ys = 3, 2，w = 2，lr = 0.1，epochs = 1：样本 0 的梯度是 -2，于是 w = 2.2；样本 1 的梯度是 9.6，于
    是 w = 1.24。代价是 2.5 和 (3.0976 + 0.2304) / 2 = 1.664。
    """
    # TODO：在这里写 train_in_order，替换下一行
    raise NotImplementedError("train_in_order: 还没有写")


def training_curve_figure(costs):
    """把训练曲线画成图：一条折线，经过点 (0, costs[0]), (1, costs[1]), (2, costs[2])，依此类推。

    横轴的标签是 "epoch"，纵轴的是 "cost"。函数新建一个 matplotlib 图形并返回它，不调用 `plt.show()`：是显示还是保存，
    由调用者决定。

    参数：
        costs：起点处和每一轮之后的代价，形状为 (epochs + 1,) 的张量，至少两个。

    返回：
        一个新的 matplotlib Figure。

    手算：costs = [2.5, 1.664] 时，折线从 (0, 2.5) 到 (1, 1.664)。
    """
    # TODO：在这里写 training_curve_figure，替换下一行
    raise NotImplementedError("training_curve_figure: 还没有写")
