"""穷举搜索：试遍每个权重，画出代价，取最低的。

只有一个权重时，代价是 w 的曲线。加上偏置 b，模型是 y_hat = x * w + b，代价是 w 和 b 的曲面。课程在 [0, 4] 上以步长
0.1 搜索 w：

    ws = weight_grid(0.0, 4.0, 0.1)
    costs, best = search(xs, ys, ws)

要试的次数是步数的若干次方，权重有几个就是几次方：有十个权重时，谁也等不起。所以下一章改为沿着斜率走。

`xs`、`ys` 和网格都是一维 float64 张量。用循环或用张量运算都对；结果可以是列表或张量。任何函数都不得修改自己的参数。
"""

import torch


def forward(x, w, b):
    """带偏置的模型：y_hat = x * w + b。先乘斜率，再平移。

    参数：
        x：一个数，或任意形状的张量。
        w：权重，浮点数。
        b：偏置，浮点数。

    返回：
        y_hat，形状与 x 相同。

    手算：forward(3.0, 2.0, 0.5) 是 6.5。
    """
    # TODO：在这里写 forward，替换下一行
    raise NotImplementedError("forward: 还没有写")


def cost(xs, ys, w, b):
    """(x * w + b - y)**2 对所有样本的平均值。

    参数：
        xs、ys：样本，形状为 (N,) 的张量，N 至少是 1。
        w、b：权重和偏置，浮点数。

    返回：
        一个数。

    手算：对 (1, 2), (2, 4), (3, 6)，w = 1、b = 1 时误差是 0、-1、-2，代价是 5 / 3 = 1.666...；w = 1.5、b = 2 时误差是
    1.5、1、0.5，代价是 3.5 / 3 = 1.166...
    """
    # TODO：在这里写 cost，替换下一行
    raise NotImplementedError("cost: 还没有写")


def weight_grid(start, stop, step):
    """要试的权重：start, start + step, ..., stop。两端都包括在内。

    参数：
        start、stop：区间的两端，浮点数，start < stop。
        step：大于 0 的浮点数；不计舍入误差，stop - start 是步长的整数倍。

    返回：
        由 round((stop - start) / step) + 1 个数组成的列表或一维张量，从小到大排列。

    手算：weight_grid(0.0, 1.0, 0.25) 是 [0, 0.25, 0.5, 0.75, 1]；从 0 到 4、步长 0.1 时有 41 个权重。0.1 这样的步长本
    身就有舍入误差，做除法得到的商可能略小于或略大于整数：从 0.1 到 0.7、步长 0.1 时有 7 个权重，从 1 到 1.3 时有 4
    个。
    """
    # TODO：在这里写 weight_grid，替换下一行
    raise NotImplementedError("weight_grid: 还没有写")


def search(xs, ys, ws):
    """取 b = 0，试遍每个权重，找出最好的一个。

    参数：
        xs、ys：样本，形状为 (N,) 的张量，N 至少是 1。
        ws：要试的权重，形状为 (K,) 的张量，K 至少是 1，顺序不限。

    返回：
        (costs, best)：K 个代价，顺序与 `ws` 相同；以及其中代价最低的权重（不是它的下标）。最低的代价不会由两个权重共
        有。

    手算：对 (1, 2), (2, 4), (3, 6) 和 ws = [1, 2, 4]，代价是 14/3、0 和 56/3，最好的权重是 2。
    """
    # TODO：在这里写 search，替换下一行
    raise NotImplementedError("search: 还没有写")


def cost_surface(xs, ys, ws, bs):
    """每一对权重和偏置的代价。

    行对应权重，列对应偏置：surface[i, j] 是 ws[i] 和 bs[j] 的代价。（用 `torch.meshgrid` 时要写 indexing="ij"；换成另
    一种顺序，表就躺倒了。）

    参数：
        xs、ys：样本，形状为 (N,) 的张量，N 至少是 1。
        ws：要试的权重，形状为 (K,) 的张量，K 至少是 1。
        bs：要试的偏置，形状为 (L,) 的张量，L 至少是 1。

    返回：
        形状为 (K, L) 的张量，或由 K 个列表组成的列表，每个列表有 L 个数。

    手算：对 (1, 2), (2, 4), (3, 6)，ws = [1, 2]、bs = [0, 1, 2] 时，表是 [[14/3, 5/3, 2/3], [0, 1, 4]]。
    """
    # TODO：在这里写 cost_surface，替换下一行
    raise NotImplementedError("cost_surface: 还没有写")


def best_pair(ws, bs, surface):
    """代价曲面最低点处的权重和偏置。

    参数：
        ws：权重，形状为 (K,) 的张量。
        bs：偏置，形状为 (L,) 的张量。
        surface：代价，形状为 (K, L) 的张量：surface[i, j] 对应 ws[i] 和 bs[j]。

    返回：
        (w, b)：权重在前，给出的不是下标。最低的代价不会由两对共有。

    手算：ws = [1, 2]，bs = [0, 1, 2]，表为 [[14/3, 5/3, 2/3], [0, 1, 4]] 时，结果是 (2, 0)。
    """
    # TODO：在这里写 best_pair，替换下一行
    raise NotImplementedError("best_pair: 还没有写")
