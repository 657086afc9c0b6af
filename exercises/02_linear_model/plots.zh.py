"""怎样画图：数据和模型的直线、代价曲线、代价曲面。

每个函数新建一个 matplotlib 图形并返回它，不调用 `plt.show()`：是显示、保存还是放到网页上，由调用者决定。样式（颜色、
标记、标题）随你；数据、坐标轴的标签和标出的最低点则有要求。

参数都是数的张量，不得修改。
"""

import matplotlib.pyplot as plt
import torch


def data_figure(xs, ys, w):
    """样本画成一个个点，模型的直线 y_hat = x * w 贯穿 x 的整个范围。

    横轴的标签是 "x"，纵轴的是 "y"。

    参数：
        xs、ys：样本，形状为 (N,) 的张量，顺序不限。
        w：权重，浮点数。

    返回：
        一个新的 matplotlib Figure。

    手算：对 (1, 2), (2, 4), (3, 6) 和 w = 1.5，图上有三个点，以及从 (1, 1.5) 到 (3, 4.5) 的直线。
    """
    # TODO：在这里写 data_figure，替换下一行
    raise NotImplementedError("data_figure: 还没有写")


def cost_curve_figure(ws, costs):
    """代价随 w 变化的曲线，并标出最低点。

    横轴的标签是 "w"，纵轴的是 "cost"。标记可以是位于 (最好的 w, 最低的代价) 的一个点或一段文字（`annotate`、
    `text`），也可以是位于最好的 w 处的竖直线。

    参数：
        ws：权重，形状为 (K,) 的张量，从小到大排列。
        costs：它们的代价，形状为 (K,) 的张量。

    返回：
        一个新的 matplotlib Figure。

    手算：ws = [1, 2, 4]，costs = [4.67, 0, 18.67] 时，标记在 (2, 0)。
    """
    # TODO：在这里写 cost_curve_figure，替换下一行
    raise NotImplementedError("cost_curve_figure: 还没有写")


def cost_surface_figure(ws, bs, surface):
    """代价随 w 和 b 的变化，并标出最低点：画成三维的曲面，或画成二维的等高线或色块。

    第一个轴的标签是 "w"，第二个轴的是 "b"；画成三维时，竖直轴的标签是 "cost"。标记是位于最好的 w 和最好的 b 处的一个
    点或一段文字；画成三维时，点的高度是最低的代价。matplotlib 的二维函数要求表的各行对应纵轴：w 在横轴上时，需要
    `surface` 的转置。

    参数：
        ws：权重，形状为 (K,) 的张量，从小到大排列。
        bs：偏置，形状为 (L,) 的张量，从小到大排列。
        surface：代价，形状为 (K, L) 的张量：surface[i, j] 对应 ws[i] 和 bs[j]。

    返回：
        一个新的 matplotlib Figure。

    手算：ws = [1, 2]，bs = [0, 1, 2]，表为 [[14/3, 5/3, 2/3], [0, 1, 4]] 时，图上 w = 2、b = 2 处的高度是 4，w = 1、b
    = 0 处的高度是 14/3；标记在 w = 2、b = 0。
    """
    # TODO：在这里写 cost_surface_figure，替换下一行
    raise NotImplementedError("cost_surface_figure: 还没有写")
