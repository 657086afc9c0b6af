"""只用函数值求斜率：有限差分，以及对 float64 来说最好的步长。

不需要导数的公式：函数的两个值和它们的距离就给出斜率。每个手写的梯度都可以用它来检验。距离 `h` 要取折中：太大，会把函
数的弯曲算进来；太小，两个几乎相等的值的舍入误差就要除以一个几乎为零的数。

函数以 `f` 传入，任何斜率都不由自动求导得到。请用 float64 计算（Python 浮点数就是），结果也用它：float32 的有效数字在
这里远远不够。结果可以是 Python 的数，也可以是只有一个数的张量。
"""

ROUNDING = 2.0**-53
"""舍入到 float64 时最大的相对误差。"""


def forward_difference(f, x, h):
    """`f` 在 x 和 x + h 之间的斜率：每前进一个单位，函数值增大多少。

    它的误差约为 h * f''(x) / 2：h 减半，误差也减半。

    参数：
        f：一元函数。
        x、h：浮点数，h 不是 0。

    返回：
        一个浮点数。

    手算：对 f(x) = x**2，在 x = 3 处取 h = 0.1，它是 (9.61 - 9) / 0.1 = 6.1；导数是 6。
    """
    # TODO：在这里写 forward_difference，替换下一行
    raise NotImplementedError("forward_difference: 还没有写")


def central_difference(f, x, h):
    """`f` 在 x - h 和 x + h 之间的斜率。

    两侧的弯曲互相抵消。它的误差约为 h**2 * f'''(x) / 6：h 减半，误差变为四分之一。

    参数：
        f：一元函数。
        x、h：浮点数，h 不是 0。

    返回：
        一个浮点数。

    手算：对 f(x) = x**3，在 x = 1 处取 h = 0.1，它是 (1.331 - 0.729) / 0.2 = 3.01；导数是 3。
    """
    # TODO：在这里写 central_difference，替换下一行
    raise NotImplementedError("central_difference: 还没有写")


def numeric_gradient(f, point, h):
    """多元标量函数的梯度：每个坐标求一次中心差分。

    第 i 项是两点之间的斜率，这两点的坐标 i 一个小 h，一个大 h。每次只动一个坐标，其他的都留在原处。`point` 不得修改。

    参数：
        f：输入一个点（长度与 `point` 相同，各个数是 point[0], point[1], ...），返回一个数。
        point：形状为 (d,) 的 float64 张量，d 至少是 1。
        h：浮点数，不是 0。

    返回：
        由 d 个浮点数组成的列表（或张量）。

    手算：对 f(p) = p[0]**2 + 3*p[1]，在 (2, 5) 处它是 [4, 3]，无论 h 是多少。
    """
    # TODO：在这里写 numeric_gradient，替换下一行
    raise NotImplementedError("numeric_gradient: 还没有写")


def measured_errors(f, derivative, x, steps):
    """对每个步长，中心差分离真正的导数有多远。

    error(h) = |central_difference(f, x, h) - derivative(x)|

    参数：
        f：一元函数。
        derivative：它的导数，一元函数。
        x：浮点数。
        steps：由步长 h 组成的列表，都是浮点数，都不是 0，不得修改。

    返回：
        浮点数的列表（或张量），每个步长一个，顺序与步长相同。

    手算：对 f(x) = x**3，在 x = 1 处，步长 [0.1, 0.2] 给出误差 [0.01, 0.04]。
    """
    # TODO：在这里写 measured_errors，替换下一行
    raise NotImplementedError("measured_errors: 还没有写")


def error_bound(h, size, third):
    """在 float64 下，中心差分的误差最大能有多大：一部分来自弯曲，一部分来自舍入。

    error_bound = third * h**2 / 6 + ROUNDING * size / h

    第一部分随 h 减小而减小，第二部分随 h 减小而增大。所以步长并不是越小越好。

    参数：
        h：步长，大于 0 的浮点数。
        size：函数值的大小，即 |f(x)|，浮点数。
        third：三阶导数的大小，即 |f'''(x)|，浮点数，可以是 0。

    返回：
        一个浮点数。

    手算：h = 1e-5，size = 1，third = 6 给出 1e-10 + 1.11e-11 = 1.11e-10。
    """
    # TODO：在这里写 error_bound，替换下一行
    raise NotImplementedError("error_bound: 还没有写")


def best_step(size, third):
    """使 `error_bound` 最小的步长。

    推导它：把 error_bound 对 h 求导，令结果等于 0，解出 h。

    参数：
        size：函数值的大小，大于 0 的浮点数。
        third：三阶导数的大小，大于 0 的浮点数。

    返回：
        一个浮点数。

    手算：size = third = 1 给出 3.33e-16 的立方根，即 6.93e-6；size = 8，third = 1 给出它的两倍。
    """
    # TODO：在这里写 best_step，替换下一行
    raise NotImplementedError("best_step: 还没有写")


def gradient_check(f, gradient, point, h):
    """手写的梯度离数值梯度有多远，相对于它的大小而言。

    两个梯度都在 `point` 处求，数值梯度的步长是 `h`。同一坐标的两项之差取绝对值，其中最大的一个，除以两个梯度所有项的
    绝对值中最大的一个。两个梯度的所有项都是 0 时，结果是 0。

    在 float64 下取 h = 1e-5，正确的梯度给出 1e-9 或更小的数。错了一个因子或一项，就会大于 1e-3。

    参数：
        f：输入一个点（长度与 `point` 相同，各个数是 point[0], point[1], ...），返回一个数。
        gradient：输入一个点，返回 d 个数，列表或张量：这就是要检验的梯度。
        point：形状为 (d,) 的 float64 张量，d 至少是 1，不得修改。
        h：浮点数，不是 0。

    返回：
        一个浮点数，不小于 0。

    手算：对 f(p) = p[0]**2 + 3*p[1]，在 (2, 5) 处数值梯度是 [4, 3]。手写的梯度在该处给出 [4, 3] 时，结果是 0；给出
    [2, 3] 时，结果是 2 / 4 = 0.5；给出 [4, -6] 时，结果是 9 / 6 = 1.5。
    """
    # TODO：在这里写 gradient_check，替换下一行
    raise NotImplementedError("gradient_check: 还没有写")
