"""线性模型的梯度下降：往下坡走一小步，再走一小步。

课程里的四个角色，每个一个函数：forward（预测）、cost（在整个数据集上错了多少）、backward（手工求出的梯度）、update
（走一步）。`train` 把它们放进循环。

`xs` 和 `ys` 是形状为 (N,) 的 float64 张量，N 至少是 1；`w`、`b` 和 `lr` 是 Python 浮点数。用 `zip(xs, ys)` 循环，或对
整个张量写公式，都对。结果可以是 Python 的数，也可以是只有一个数的张量。任何函数都不得修改自己的参数，也不得使用自动求
导，或库里的损失和优化器：这里由你自己来写。

梯度也由你来推导：本章“代价函数的梯度”一节讲了怎样做。运行检查之前，先用 numeric_gradient.py 的 `gradient_check` 逐一
核对。
"""


def forward(x, w):
    """线性模型的预测：y_hat = x * w。

    参数：
        x：浮点数，或任意形状的张量。
        w：权重，浮点数。

    返回：
        预测，形状与 `x` 相同。

    手算：forward(3.0, 1.5) 是 4.5。
    """
    # TODO：在这里写 forward，替换下一行
    raise NotImplementedError("forward: 还没有写")


def cost(xs, ys, w):
    """整个数据集上的均方误差。

    cost = (1/N) * 对所有样本求和 (x * w - y)**2

    参数：
        xs、ys：样本，形状为 (N,) 的 float64 张量。
        w：权重，浮点数。

    返回：
        一个数。

    手算：xs = 1, 2, 3，ys = 2, 4, 6，w = 1 给出 (1 + 4 + 9) / 3 = 4.666...；xs = 1, 2，ys = 3, 2，w = 2 给出 (1 + 4)
    / 2 = 2.5。
    """
    # TODO：在这里写 cost，替换下一行
    raise NotImplementedError("cost: 还没有写")


def gradient(xs, ys, w):
    """代价对 w 的导数。

    由代价的公式推导：先用链式法则对一个样本的平方求导，再对所有样本取平均。

    参数：
        xs、ys：样本，形状为 (N,) 的 float64 张量。
        w：权重，浮点数。

    返回：
        一个数：代价在 `w` 处的斜率。

    手算：xs = 1, 2, 3，ys = 2, 4, 6，w = 1 给出 (-2 - 8 - 18) / 3 = -9.333...；xs = 1, 2，ys = 3, 2，w = 2 给出
    (-2 + 8) / 2 = 3。
    """
    # TODO：在这里写 gradient，替换下一行
    raise NotImplementedError("gradient: 还没有写")


def update(w, grad, lr):
    """往下坡走一步：新的权重 w - lr * grad。

    参数：
        w：权重，浮点数。
        grad：该处的梯度，一个数。
        lr：学习率，浮点数。

    返回：
        新的权重，一个数。步长是 lr * grad，方向与梯度相反。

    手算：w = 1，grad = -9.333...，lr = 0.01 给出 1.0933...；w = 2，grad = 3，lr = 0.1 给出 1.7。
    """
    # TODO：在这里写 update，替换下一行
    raise NotImplementedError("update: 还没有写")


def train(xs, ys, w, lr, epochs):
    """梯度下降：更新 `epochs` 次，每次都用当时的权重，在整个数据集上求梯度。

    参数：
        xs、ys：样本，形状为 (N,) 的 float64 张量。
        w：起始的权重，浮点数。
        lr：学习率，浮点数。
        epochs：更新多少次，整数，可以是 0。

    返回：
        (w, ws, costs)：最终的权重；权重的列表；代价的列表，costs[i] 是 ws[i] 处的代价。两个列表都有 epochs + 1 项：起
        点在最前面，最终的权重在最后面。每一项都是独立的数：`w -= ...` 会原地修改张量，连同已经存进列表的那些项一起改
        掉。

    手算：xs = 1, 2, 3，ys = 2, 4, 6，w = 1，lr = 0.01，epochs = 1 给出 w = 1.0933...，ws = [1, 1.0933...]，costs =
    [4.666..., 3.836...]；xs = 1, 2，ys = 3, 2，w = 2，lr = 0.1，epochs = 1 给出 w = 1.7，ws = [2, 1.7]，costs =
    [2.5, 1.825]。
    """
    # TODO：在这里写 train，替换下一行
    raise NotImplementedError("train: 还没有写")


def gradient_with_bias(xs, ys, w, b):
    """y_hat = x * w + b 的代价的两个导数，都在同一点 (w, b) 处求。

    由 cost = (1/N) * 对所有样本求和 (x * w + b - y)**2 推导：b 不动，对 w 求导；w 不动，对 b 求导。

    参数：
        xs、ys：样本，形状为 (N,) 的 float64 张量。
        w、b：权重和偏置，浮点数。

    返回：
        一对数 (d cost / d w, d cost / d b)。

    手算：xs = 1, 2, 3，ys = 2, 4, 6，w = 1，b = 0.5 给出 (-7.333..., -3)；xs = 1, 2，ys = 3, 2，w = 2，b = 0.5 给出
    (4.5, 2)。
    """
    # TODO：在这里写 gradient_with_bias，替换下一行
    raise NotImplementedError("gradient_with_bias: 还没有写")


def train_with_bias(xs, ys, w, b, lr, epochs):
    """y_hat = x * w + b 的梯度下降：每一轮先求出两个梯度，再移动两个参数。

    参数：
        xs、ys：样本，形状为 (N,) 的 float64 张量。
        w、b：起始的权重和偏置，浮点数。
        lr：学习率，浮点数。
        epochs：这一对参数更新多少次，整数，可以是 0。

    返回：
        (w, b, costs)：最终的权重和偏置，以及 epochs + 1 个代价 (1/N) * 对所有样本求和 (x * w + b - y)**2 的列表，包括
        起点。

    手算：xs = 1, 2, 3，ys = 2, 4, 6，w = 1，b = 0.5，lr = 0.01，epochs = 1 给出 w = 1.07333...，b = 0.53，costs =
    [2.916..., 2.323...]；xs = 1, 2，ys = 3, 2，w = 2，b = 0.5，lr = 0.1，epochs = 1 给出 w = 1.55，b = 0.3，costs =
    [3.25, 1.64125]。
    """
    # TODO：在这里写 train_with_bias，替换下一行
    raise NotImplementedError("train_with_bias: 还没有写")
