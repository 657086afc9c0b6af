"""读懂训练中的代价：平滑之后怎样，发散了没有，学习率最大可以是多少。

在少数样本上测得的代价跳来跳去。指数加权平均跟随它，并慢慢忘记过去：beta = 0.9 时，大约记得最近的 10 个值，即 1 /
(1 - beta)。

`costs` 和 `xs` 是形状为 (N,) 的 float64 张量，N 至少是 1；`beta`、`lr` 和 `curvature` 是 Python 浮点数。任何函数都不
得修改自己的参数。结果可以是 Python 的数，也可以是只有一个数的张量。
"""

import math


def ewa(costs, beta):
    """从 0 开始的指数加权平均，不加修正。

    average[t] = beta * average[t - 1] + (1 - beta) * costs[t]，第一个之前是 0

    最初几个平均值太小：它们还记着那个从未测量过的 0。

    参数：
        costs：各个值，形状为 (N,) 的 float64 张量。
        beta：记住多少，从 0 到 1 的浮点数，不含后者。

    返回：
        由 N 个数组成的列表（或张量）。

    手算：costs = 4, 2，beta = 0.9 给出 0.4, 0.56。
    """
    # TODO：在这里写 ewa，替换下一行
    raise NotImplementedError("ewa: 还没有写")


def ewa_from_first(costs, beta):
    """从第一个值开始的指数加权平均。

    average[0] = costs[0]，然后 average[t] = beta * average[t - 1] + (1 - beta) * costs[t]

    参数：
        costs：各个值，形状为 (N,) 的 float64 张量。
        beta：记住多少，从 0 到 1 的浮点数，不含后者。

    返回：
        由 N 个数组成的列表（或张量）。

    手算：costs = 4, 2，beta = 0.9 给出 4, 3.8。
    """
    # TODO：在这里写 ewa_from_first，替换下一行
    raise NotImplementedError("ewa_from_first: 还没有写")


def ewa_corrected(costs, beta):
    """从 0 开始的指数加权平均，带偏差修正。

    `ewa` 的每个平均值，除以到此为止各个值在其中的权重之和。本章“从 0 开始的平均值”一节推导了这个和。修正的只是返回的
    值：下一个平均值由未修正的那个得出。

    参数：
        costs：各个值，形状为 (N,) 的 float64 张量。
        beta：记住多少，从 0 到 1 的浮点数，不含后者。

    返回：
        由 N 个数组成的列表（或张量）。

    手算：costs = 4, 2，beta = 0.9 给出 0.4 / 0.1 = 4，然后是 0.56 / 0.19 = 2.947...
    """
    # TODO：在这里写 ewa_corrected，替换下一行
    raise NotImplementedError("ewa_corrected: 还没有写")


def diverged(costs):
    """训练是否发散了：有一个代价是 NaN 或无穷大，或者最后一个代价高于第一个。

    代价只是暂时上升，不算发散。

    参数：
        costs：代价，形状为 (N,) 的 float64 张量。

    返回：
        True 或 False。

    手算：4, 2, 3 没有发散；4, 2, 5 发散了，4, 5, 4.5 也一样。
    """
    # TODO：在这里写 diverged，替换下一行
    raise NotImplementedError("diverged: 还没有写")


def curvature(xs):
    """代价 (1/N) * 对所有样本求和 (x * w - y)**2 对 w 的二阶导数。

    对任何 w 和任何 y，它都一样。推导它：它是代价的梯度的导数。

    参数：
        xs：输入，形状为 (N,) 的 float64 张量。

    返回：
        一个数。

    手算：xs = 1, 2, 3 给出 28 / 3 = 9.333...；xs = 2, 0.5 给出 8.5 / 2 = 4.25。
    """
    # TODO：在这里写 curvature，替换下一行
    raise NotImplementedError("curvature: 还没有写")


def error_factor(lr, curvature):
    """梯度下降走一步，到二次代价最低点的距离要乘以什么因子。

    设最低点是 `best`：则 w 处的梯度是 curvature * (w - best)。写下 w 的一次更新，两边都减去 `best`，看 w - best 乘上
    了什么。

    因子在 0 和 1 之间时，从一侧靠近；在 -1 和 0 之间时，每次跳到另一侧，仍然靠近；超出这个范围就发散。

    参数：
        lr：学习率，浮点数。
        curvature：代价的二阶导数，浮点数。

    返回：
        一个浮点数。

    手算：lr = 0.1，curvature = 9.5 给出 0.05；lr = 0.25，curvature = 6 给出 -0.5。
    """
    # TODO：在这里写 error_factor，替换下一行
    raise NotImplementedError("error_factor: 还没有写")


def largest_learning_rate(curvature):
    """二次代价上学习率的界限：低于它，梯度下降收敛；高于它，发散。

    恰好等于界限时，到最低点的距离保持不变：由 `error_factor` 求出这个学习率。

    参数：
        curvature：代价的二阶导数，大于 0 的浮点数。

    返回：
        一个浮点数。

    手算：curvature = 8 给出 0.25；lr = 0.25 时，每一步只改变距离的正负号。
    """
    # TODO：在这里写 largest_learning_rate，替换下一行
    raise NotImplementedError("largest_learning_rate: 还没有写")
