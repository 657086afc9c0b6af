"""sigmoid 函数：从任意实数到有界的数。

线性模型给出任意实数，概率却在 0 和 1 之间。sigmoid 函数由前者通向后者：它处处上升，两侧各有一个极限，而且会饱和：远离
0 时，斜率趋于 0。

`x` 是形状为 (N,) 的 float64 张量。对其中的数循环，或对整个张量写公式，都对。结果可以是列表或张量。任何函数都不得修改
自己的参数。
"""

import math

import torch


def logistic(x):
    """逻辑函数：sigma(x) = 1 / (1 + exp(-x))，在 0 和 1 之间。

    不要用 `torch.sigmoid` 之类。|x| 大到 10000 时也必须正确：exp(10000) 超过了任何浮点数能表示的范围。这时
    `torch.exp` 给出无穷大，`math.exp` 抛出 OverflowError，而无穷大除以无穷大是 NaN。同一个函数的另一种写法是 exp(x) /
    (1 + exp(x))：x 取什么正负号时，两种写法中的哪一种是安全的？

    参数：
        x：形状为 (N,) 的 float64 张量。

    返回：
        N 个数。

    手算：在 0、log(3) 和 -10000 处，logistic 是 0.5、0.75 和 0。
    """
    # TODO：在这里写 logistic，替换下一行
    raise NotImplementedError("logistic: 还没有写")


def logistic_derivative(x):
    """逻辑函数的导数：它在每个 x 处的斜率。

    在纸上由 1 / (1 + exp(-x)) 推导，并化成只含 sigma 本身的值的形式；本章“各个 sigmoid 函数的斜率”一节走的是同一条
    路。运行检查之前，与中心差分比较：h = 1e-5 时，(logistic(x + h) - logistic(x - h)) / (2 * h) 有九位小数相同。

    不用自动求导。与 `logistic` 一样，|x| 大到 10000 时也必须正确。

    参数：
        x：形状为 (N,) 的 float64 张量。

    返回：
        N 个数。

    手算：在 0 处是 0.25，在 log(3) 和 -log(3) 处是 0.1875，在 10000 和 -10000 处是 0。
    """
    # TODO：在这里写 logistic_derivative，替换下一行
    raise NotImplementedError("logistic_derivative: 还没有写")


def gudermannian(x):
    """古德曼函数：gd(x) = 2 * atan(tanh(x / 2))，在 -pi/2 和 pi/2 之间。

    |x| 大到 10000 时也要正确。

    参数：
        x：形状为 (N,) 的 float64 张量。

    返回：
        N 个数。

    手算：gd(0) = 0，gd(10000) = pi/2 = 1.5707...；gd(log(3)) = 2 * atan(0.5) = 0.9272...
    """
    # TODO：在这里写 gudermannian，替换下一行
    raise NotImplementedError("gudermannian: 还没有写")


def sigmoids(x):
    """六个 sigmoid 函数，缩放得一致：每个在 0 处的斜率都是 1，极限都是 -1 和 1。

    | 名字 | 函数 |
    |---|---|
    | "tanh" | tanh(x) |
    | "erf" | erf(sqrt(pi) / 2 * x) |
    | "root" | x / sqrt(1 + x**2) |
    | "atan" | 2 / pi * atan(pi / 2 * x) |
    | "gd" | 2 / pi * gd(pi / 2 * x)，用古德曼函数 |
    | "abs" | x / (1 + abs(x)) |

    允许用 `torch.tanh`、`torch.erf`、`torch.atan`，以及 `math` 中相应的函数。|x| 大到 10000 时也要正确。

    参数：
        x：形状为 (N,) 的 float64 张量。

    返回：
        字典：六个名字之下，各是那个函数的 N 个数。

    手算：在 x = 1 处，它们是 0.7615...、0.7898...、0.7071...、0.6390...、0.7394... 和 0.5；在 x = -2 处，是
    -0.9640...、-0.9878...、-0.8944...、-0.8038...、-0.9450... 和 -0.6666...
    """
    # TODO：在这里写 sigmoids，替换下一行
    raise NotImplementedError("sigmoids: 还没有写")


def looks_like_a_sigmoid(xs, ys, flat):
    """一个函数的若干个点，看上去是否像 sigmoid 函数的点。

    相邻两点之间的斜率是 (ys[i+1] - ys[i]) / (xs[i+1] - xs[i])。以下三条都要成立：

    1. 从不下降：没有小于 0 的斜率；
    2. 两侧都饱和：第一个和最后一个斜率都小于 `flat`；
    3. 有上升的地方：至少有一个斜率大于或等于 `flat`。

    参数：
        xs：形状为 (N,) 的 float64 张量，N 至少是 4，从小到大排列；间隔不必相等。
        ys：函数在这些地方的值，形状为 (N,) 的 float64 张量。
        flat：大于 0 的浮点数。

    返回：
        True 或 False；NumPy 和 torch 的也可以，1 和 0 也可以。

    手算：xs = 0, 1, 2, 3，flat = 0.1：ys = 0, 0.05, 0.95, 1 时，斜率是 0.05, 0.9, 0.05，结果是 True。ys = 0, 0.5,
    0.95, 1 时是 False：第一个斜率是 0.5。
    """
    # TODO：在这里写 looks_like_a_sigmoid，替换下一行
    raise NotImplementedError("looks_like_a_sigmoid: 还没有写")


def saturation_point(slope, level):
    """sigmoid 函数从哪个 x 起饱和：使斜率降到 `level` 的那个 x >= 0。

    在 x >= 0 上，斜率一直朝 0 下降。先用加倍的办法（1, 2, 4, ...）找一个斜率不大于 `level` 的数；这个点可以远到
    10**8。再把从 0 到那个数的区间一次次减半，总是留下含有这个点的一半；减半 100 次就够了。请数次数：在很远的地方，相
    邻两个浮点数之间的距离超过 10**-9，等待区间缩到那么短的循环永远不会结束。

    参数：
        slope：函数，输入至少是 0 的浮点数，返回该处的斜率，浮点数。
        level：大于 0 的浮点数。

    返回：
        一个数：满足 slope(x) = level 的 x；如果 slope(0.0) 至多是 `level`，就是 0（精确到九位小数）。

    手算：对斜率 1 / (1 + x)**2，level = 0.04 时是 4，level = 0.01 时是 9。
    """
    # TODO：在这里写 saturation_point，替换下一行
    raise NotImplementedError("saturation_point: 还没有写")
