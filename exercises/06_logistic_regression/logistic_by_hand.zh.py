"""手写逻辑回归：“是”的概率，它的交叉熵，梯度，训练。

线性单元给出任意的数，逻辑函数把它变成概率：y_hat = sigma(x * w + b)，sigma(z) = 1 / (1 + exp(-z))。标签 y 是 0 或 1，
要最小化的是二元交叉熵（BCE）。一切都手写：不用自动求导，不用 `torch.sigmoid`，不用库里的损失和优化器。梯度也手工推
导：先在纸上推导，再用 `gradient_check` 核对，然后用它来训练。

数据集（`xs`、`ys`）是形状为 (N,) 的 float64 张量，N 至少是 1，标签恰好是 0.0 或 1.0。`w`、`b` 和 `lr` 是 Python 浮点
数。结果可以是 Python 的数，也可以是只有一个数的张量。任何函数都不得修改自己的参数。
"""

import torch


def cross_entropy(p, q):
    """两个分布的交叉熵：q 越不像 p，它越大。

    cross_entropy = -(对 i 求和 p[i] * log(q[i]))，用自然对数

    p[i] = 0 的项算作 0，即使 q[i] = 0 也一样。

    参数：
        p、q：K 个类别的概率，形状为 (K,) 的 float64 张量，各自的和为 1；p[i] > 0 处 q[i] > 0。

    返回：
        一个数。

    手算：p = 0, 1，q = 0.25, 0.75 给出 -log(0.75) = 0.2876...；p = 0.5, 0.5，q 相同，给出 0.8369...
    """
    # TODO：在这里写 cross_entropy，替换下一行
    raise NotImplementedError("cross_entropy: 还没有写")


def forward(x, w, b):
    """标签是 1 的概率：y_hat = sigma(x * w + b)，其中 sigma(z) = 1 / (1 + exp(-z))。

    z = x * w + b 大到 10000、小到 -10000 时都必须正确。

    参数：
        x：一个样本的输入，浮点数。（如果写得对整个张量也正确，`cost` 就更容易。）
        w、b：权重和偏置，浮点数。

    返回：
        一个在 0 和 1 之间的数，可以等于 0 和 1：|z| 非常大时，舍入就会得到它们。

    手算：x = 2，w = 0.5，b = -1 给出 sigma(0) = 0.5；x = 4，w 和 b 相同，给出 sigma(1) = 0.7310...
    """
    # TODO：在这里写 forward，替换下一行
    raise NotImplementedError("forward: 还没有写")


def loss(y_hat, y):
    """一个样本的二元交叉熵：-(y * log(y_hat) + (1 - y) * log(1 - y_hat))，用自然对数。

    y_hat 恰好是 0 和 1 时也必须有限：每个对数最低取到 -100，与 `torch.nn.BCELoss` 相同。所以完全正确的 y_hat 损失是
    0，完全错误的损失是 100，任何 y_hat 的损失都不会更大。

    参数：
        y_hat：标签是 1 的概率，从 0 到 1 的浮点数。
        y：标签，0.0 或 1.0。

    返回：
        一个数，至少是 0。

    手算：y_hat = 0.75，在 y = 1 时损失是 -log(0.75) = 0.2876...，在 y = 0 时是 -log(0.25) = 1.3862...
    """
    # TODO：在这里写 loss，替换下一行
    raise NotImplementedError("loss: 还没有写")


def cost(xs, ys, w, b):
    """一个小批量的代价：其中各个样本的损失的平均值。

    cost = (1/N) * 对所有样本求和 loss(forward(x, w, b), y)

    参数：
        xs、ys：输入和标签，形状为 (N,) 的 float64 张量。
        w、b：权重和偏置，浮点数。

    返回：
        一个数；不管 x * w + b 多大，它都是有限的。

    手算：xs = 1, 3，ys = 0, 1，w = 0，b = 0 给出 -log(0.5) = 0.6931...；xs = 2, 4，ys = 0, 1，w = 0.5，b = -1 给出
    (0.6931... + 0.3132...) / 2 = 0.5032...
    """
    # TODO：在这里写 cost，替换下一行
    raise NotImplementedError("cost: 还没有写")


def gradient_check(by_hand, xs, ys, w, b, h):
    """一个求导数的函数与代价本身给出的相差多少：两个偏差中较大的一个。

    导数就是斜率，而斜率可以测量：把两个数中的一个朝两个方向各移动 h，另一个留在原处（第 3 章的中心差分）。

    w 的斜率 = (cost(xs, ys, w + h, b) - cost(xs, ys, w - h, b)) / (2 * h)
    b 的斜率 = (cost(xs, ys, w, b + h) - cost(xs, ys, w, b - h)) / (2 * h)

    设 (dw, db) = by_hand(xs, ys, w, b)，结果是 |dw - w 的斜率| 和 |db - b 的斜率| 中较大的一个。

    参数：
        by_hand：输入 (xs, ys, w, b)、返回两个数的函数，例如 `backward`。
        xs、ys：输入和标签，形状为 (N,) 的 float64 张量。
        w、b：权重和偏置，浮点数。
        h：步长，大于 0 的浮点数。

    返回：
        一个数，至少是 0。

    手算：xs = 1, 3，ys = 0, 1，w = 0，b = 0，h = 0.001 时，两个斜率是 -0.5 和 0（六位小数），所以总是给出 (0.5, 0) 的
    函数偏差是 1，总是给出 (-0.5, 0.25) 的函数偏差是 0.25。
    """
    # TODO：在这里写 gradient_check，替换下一行
    raise NotImplementedError("gradient_check: 还没有写")


def backward(xs, ys, w, b):
    """代价对 w 和对 b 的导数。

    由一个样本的损失出发，在纸上依次沿损失、sigma 和线性单元推导；本章“梯度，以及为什么几乎都约掉了”一节走的是同一条
    路。运行检查之前，先试试你的公式：正确时 `gradient_check(backward, xs, ys, w, b, 1e-5)` 小于 1e-6，对 w = 0.5，b =
    -1 也一样。

    参数：
        xs、ys：输入和标签，形状为 (N,) 的 float64 张量。
        w、b：权重和偏置，浮点数。

    返回：
        一对数 (d cost / d w, d cost / d b)。

    手算：xs = 1, 3，ys = 0, 1，w = 0，b = 0 给出 (-0.5, 0)，有些错误的公式也给出它。xs = 2, 4，ys = 0, 1，w = 0.5，b
    = -1 给出 (-0.0378..., 0.1155...)。
    """
    # TODO：在这里写 backward，替换下一行
    raise NotImplementedError("backward: 还没有写")


def update(w, b, dw, db, lr):
    """两个参数都往下坡走一步：每个都逆着自己的导数，移动导数的 lr 倍。

    参数：
        w、b：权重和偏置，浮点数。
        dw、db：代价对 w 和对 b 的导数，两个数。
        lr：学习率，浮点数。

    返回：
        一对数，新的权重和新的偏置。

    手算：w = 1，b = 2，dw = -0.5，db = 3，lr = 0.1 给出 (1.05, 1.7)。
    """
    # TODO：在这里写 update，替换下一行
    raise NotImplementedError("update: 还没有写")


def train(xs, ys, w, b, lr, epochs):
    """梯度下降：更新 `epochs` 次，每次都在同一点 (w, b) 处，对整个数据集求出两个导数。

    参数：
        xs、ys：输入和标签，形状为 (N,) 的 float64 张量。
        w、b：起始的权重和偏置，浮点数。
        lr：学习率，浮点数。
        epochs：更新多少次，整数，可以是 0。

    返回：
        (w, b, costs)：最终的权重和偏置，以及 epochs + 1 个代价的列表，包括起点。

    手算：xs = 1, 3，ys = 0, 1，w = 0，b = 0，lr = 0.1，epochs = 1 给出 w = 0.05，b = 0，costs =
    [0.6931..., 0.6697...]。xs = 2, 4，ys = 0, 1，w = 0.5，b = -1，lr 和 epochs 相同，给出 w = 0.5037...，b =
    -1.0115...，costs = [0.5032..., 0.5017...]。
    """
    # TODO：在这里写 train，替换下一行
    raise NotImplementedError("train: 还没有写")
