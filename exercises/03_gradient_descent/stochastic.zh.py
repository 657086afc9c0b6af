"""随机梯度下降：每看一个样本或一个小批量，就更新一次。

一个样本的梯度是对整个数据集的梯度的粗略估计，带有噪声，但便宜 N 倍。噪声也有用处：在鞍点处，整个数据集的梯度是 0，噪
声却能把权重带走。代价是：每次更新都要用上一次更新得到的权重，所以样本不能并行处理。小批量是两者的折中。

`xs` 和 `ys` 是形状为 (N,) 的 float64 张量，N 至少是 1；`w` 和 `lr` 是 Python 浮点数。任何函数都不得修改自己的参数，也
不得使用自动求导，或库里的损失和优化器。结果可以是 Python 的数，也可以是只有一个数的张量。
"""

import torch


def loss(x, y, w):
    """一个样本的损失：(x * w - y)**2。

    参数：
        x、y：一个样本，两个数。
        w：权重，浮点数。

    返回：
        一个数。

    手算：x = 2，y = 4，w = 1 给出 4；x = 2，y = 1，w = 3 给出 25。
    """
    # TODO：在这里写 loss，替换下一行
    raise NotImplementedError("loss: 还没有写")


def gradient(x, y, w):
    """一个样本的损失对 w 的导数。

    由损失的公式推导，运行检查之前先与中心差分比较。

    参数：
        x、y：一个样本，两个数。
        w：权重，浮点数。

    返回：
        一个数。

    手算：x = 2，y = 4，w = 1 给出 -8；x = 2，y = 1，w = 3 给出 20。
    """
    # TODO：在这里写 gradient，替换下一行
    raise NotImplementedError("gradient: 还没有写")


def train(xs, ys, w, lr, epochs):
    """随机梯度下降：按给定的顺序，每看一个样本更新一次，把数据集看 `epochs` 遍。

    每个样本用的是前一个样本更新之后的权重。

    参数：
        xs、ys：样本，形状为 (N,) 的 float64 张量。
        w：起始的权重，浮点数。
        lr：学习率，浮点数。
        epochs：把数据集看多少遍，整数，可以是 0。

    返回：
        (w, ws, losses)：最终的权重；epochs * N + 1 个权重的列表，包括起点；epochs * N 个损失的列表，每个是那一步的样
        本在更新之前的损失。

    手算：xs = 1, 2，ys = 2, 4，w = 1，lr = 0.1，epochs = 1：第一个样本的损失是 1，梯度是 -2，于是 w = 1.2；第二个样本
    的损失是 2.56，梯度是 -6.4，于是 w = 1.84。换成 ys = 3, 2 和 w = 2，损失是 1 和 5.76，梯度是 -2 和 9.6，更新之后的
    权重是 2.2 和 1.24。
    """
    # TODO：在这里写 train，替换下一行
    raise NotImplementedError("train: 还没有写")


def batch_gradient(xs, ys, w):
    """小批量的梯度：其中各个样本的梯度的平均值。

    是对这一批的样本取平均，不是对整个数据集。

    参数：
        xs、ys：这一批的样本，形状为 (n,) 的 float64 张量，n 至少是 1。
        w：权重，浮点数。

    返回：
        一个数。

    手算：xs = 1, 2，ys = 2, 4，w = 1 给出 (-2 - 8) / 2 = -5；xs = 1, 2，ys = 3, 2，w = 2 给出 (-2 + 8) / 2 = 3。
    """
    # TODO：在这里写 batch_gradient，替换下一行
    raise NotImplementedError("batch_gradient: 还没有写")


def epoch_batches(n, batch_size, generator):
    """一轮的小批量：把从 0 到 n - 1 的数随机排列，再切成小段。

    顺序由 `torch.randperm(n, generator=generator)` 给出，每次调用只抽取一次。其中最前面的 `batch_size` 个数是第一批，
    依此类推；`batch_size` 不能整除 n 时，最后一批小一些。不遗漏任何样本，也没有样本出现两次。

    参数：
        n：样本的个数，整数，至少是 1。
        batch_size：整数，至少是 1。
        generator：一个 torch.Generator；顺序不由别的东西决定。

    返回：
        由各批组成的列表；每一批是整数的列表（或张量）。

    手算：如果抽到的顺序是 2, 0, 4, 1, 3，大小为 2 的各批是 [2, 0], [4, 1], [3]。
    """
    # TODO：在这里写 epoch_batches，替换下一行
    raise NotImplementedError("epoch_batches: 还没有写")


def train_mini_batch(xs, ys, w, lr, epochs, batches):
    """小批量梯度下降：每看给定的一批更新一次，把各批看 `epochs` 遍。

    每次更新用这一批自己的样本的梯度的平均值，权重是前一批更新之后的权重。

    参数：
        xs、ys：样本，形状为 (N,) 的 float64 张量。
        w：起始的权重，浮点数。
        lr：学习率，浮点数。
        epochs：把各批看多少遍，整数，可以是 0。
        batches：由各批组成的列表，每一批是样本下标的列表，至少一个；最后一批可以小一些。

    返回：
        (w, ws)：最终的权重；epochs * len(batches) + 1 个权重的列表，包括起点。

    手算：xs = 1, 2, 3，ys = 2, 4, 6，w = 1，lr = 0.1，epochs = 1，batches = [[0, 1], [2]]：第一个梯度是 -5，于是 w =
    1.5；第二个是 -9，于是 w = 2.4。换成 ys = 3, 2, 1 和 w = 2，梯度是 3 和 24.6，更新之后的权重是 1.7 和 -0.76。
    """
    # TODO：在这里写 train_mini_batch，替换下一行
    raise NotImplementedError("train_mini_batch: 还没有写")


def leave_saddle(a, b, noises, lr):
    """鞍点附近的随机梯度下降：从 (a, b) 出发的路径。

    代价 a**2 + b**4 / 4 - b**2 / 2 在 (0, 0) 处有一个鞍点，最低点在 (0, 1) 和 (0, -1)。推导它的两个导数。样本 i 的梯
    度就是代价的梯度，只是对 b 的导数要加上 noises[i]。每个样本更新一次，同时更新两个数，梯度在前一次更新之后的点处
    求。没有噪声（全是 0）时，b = 0 永远停在 0。有了噪声，路径就会离开鞍点。

    参数：
        a、b：起点，浮点数。
        noises：每个样本的噪声，形状为 (N,) 的 float64 张量。
        lr：学习率，浮点数。

    返回：
        由 N + 1 对 (a, b) 组成的列表，包括起点。

    手算：a = 1，b = 0，noises = 0.5，lr = 0.1 给出 [(1, 0), (0.8, -0.05)]；a = 0.5，b = 2，noises = 0.5，lr = 0.1 给
    出 [(0.5, 2), (0.4, 1.35)]。
    """
    # TODO：在这里写 leave_saddle，替换下一行
    raise NotImplementedError("leave_saddle: 还没有写")
