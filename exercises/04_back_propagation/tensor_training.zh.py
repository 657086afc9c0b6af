"""用 PyTorch 自己的自动求导来训练：前向、反向、更新、清零。

张量在 `data` 里存放节点的值，在 `grad` 里存放损失对它的导数。如果它的 `requires_grad` 是 True，PyTorch 就记录由它计算
出来的东西：前向的函数建立计算图，`backward()` 填好 `grad`。

直接建立而不是算出来的张量，是图的*叶子节点*。只有叶子节点保留 `grad`，所以权重必须始终是原来的那个叶子节点：更新原地
改变它的值，并且不属于计算图。

`w` 是形状为 (1,)、需要梯度的 float64 张量；`x` 和 `y` 是 Python 的数，或只有一个数的 float64 张量，形状为 () 或
(1,)；`xs` 和 `ys` 是形状为 (N,) 的 float64 张量，N 至少是 1。
"""

import torch


def make_weight(value):
    """用来训练的权重：只有一个数、需要梯度的叶子张量。

    只有浮点类型的张量才能有梯度，所以 dtype 是 float64，即使 `value` 是整数。

    参数：
        value：起始的数，整数或浮点数。

    返回：
        形状为 (1,) 的 float64 张量，requires_grad 是 True，还没有梯度。

    手算：make_weight(3) 是 tensor([3.], dtype=torch.float64, requires_grad=True)。
    """
    # TODO：在这里写 make_weight，替换下一行
    raise NotImplementedError("make_weight: 还没有写")


def forward(x, w):
    """预测 y_hat = x * w，作为计算图的节点。

    参数：
        x：一个数，或任意形状的 float64 张量。
        w：权重。

    返回：
        float64 张量，PyTorch 可以从它回到 w：一个数，或与 x 同样多的数，形状与 x 相同。

    手算：x = 3，w = 1.5 给出 4.5。
    """
    # TODO：在这里写 forward，替换下一行
    raise NotImplementedError("forward: 还没有写")


def loss(x, y, w):
    """一个样本的损失 (y_hat - y)**2，作为计算图的节点。

    参数：
        x、y：一个样本。
        w：权重。

    返回：
        只有一个数的 float64 张量，PyTorch 可以从它回到 w。

    手算：x = 2，y = 4，w = 1 给出 4；x = 3，y = 2，w = 1.5 给出 6.25。
    """
    # TODO：在这里写 loss，替换下一行
    raise NotImplementedError("loss: 还没有写")


def backward(x, y, w):
    """建立一个样本的损失的计算图，再用自动求导穿过它往回传。

    导数 d loss / d w 加到 w.grad 上，PyTorch 就是这样做的；这里不清零任何东西，w 的值也保持不变。

    参数：
        x、y：一个样本。
        w：权重。

    返回：
        损失，Python 浮点数。

    手算：x = 2，y = 4，w = 1 且没有梯度时：返回 4.0，w.grad 是 -8。再来一次：w.grad 是 -16。x = 3，y = 2，w = 1.5 且
    没有梯度时：返回 6.25，w.grad 是 15。
    """
    # TODO：在这里写 backward，替换下一行
    raise NotImplementedError("backward: 还没有写")


def update(w, lr):
    """往下坡原地走一步：w 的值变成 w - lr * w.grad。

    w 仍是同一个张量：需要梯度的叶子节点。它的梯度保持不变。这一步不属于计算图：通过 `w.data` 来写，或写在
    `torch.no_grad()` 之下。

    参数：
        w：权重，已有梯度。
        lr：学习率，大于 0 的浮点数。

    返回什么都不算数。

    手算：w = 1，w.grad = -8，lr = 0.1：w 变成 1.8。
    """
    # TODO：在这里写 update，替换下一行
    raise NotImplementedError("update: 还没有写")


def zero_gradient(w):
    """忘掉 w 的梯度，使下一次反向传播从 0 开始。

    之后 w.grad 是值为 0 的张量，或者是 None。之前它也可能是 None。w 的值保持不变。

    参数：
        w：权重。

    返回什么都不算数。
    """
    # TODO：在这里写 zero_gradient，替换下一行
    raise NotImplementedError("zero_gradient: 还没有写")


def train(xs, ys, w, lr, epochs):
    """随机梯度下降：依次对每个样本做前向、反向、更新、清零；把数据集看 `epochs` 遍。

    训练的是 w 本身：结束后它的值是最终的权重，它仍是需要梯度的叶子节点，梯度是 0 或 None。两个列表里存放 Python 浮点
    数，是数的副本，不属于任何计算图。占用的内存不得一轮比一轮多。

    参数：
        xs、ys：样本，形状为 (N,) 的 float64 张量。
        w：起始的权重，它的梯度是 None。
        lr：学习率，大于 0 的浮点数。
        epochs：把数据集看多少遍，整数，可以是 0。

    返回：
        (ws, losses)，两个列表：epochs + 1 个权重，先是起点，然后是每一轮之后的权重；以及每一轮 N 个损失之和，每个损失
        都在该样本更新之前求。

    手算：xs = 1, 2，ys = 2, 4，w = 1，lr = 0.1，epochs = 1：第一个样本的损失是 1，梯度是 -2，于是 w = 1.2；第二个样本
    的损失是 2.56，梯度是 -6.4，于是 w = 1.84。所以 ws = [1, 1.84]，losses = [3.56]。
    """
    # TODO：在这里写 train，替换下一行
    raise NotImplementedError("train: 还没有写")
