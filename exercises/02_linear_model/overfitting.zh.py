"""过拟合与泛化：哪个次数的多项式最适合这些数据？

次数越高，多项式离训练样本越近：训练误差只会下降。但超过某个次数之后，它把噪声也学了进去，在没有见过的样本上，误差重新
上升。能够泛化的，是在这些样本上误差最小的那个次数：由验证集来选择。可是从几个误差里挑出最小的一个，多少也靠运气。所以
选出的多项式究竟有多好，要由测试集来回答，而且只回答一次。

    y_hat = c[0] + c[1] * x + c[2] * x**2 + ... + c[degree] * x**degree

系数按幂次从低到高排列。`xs` 和 `ys` 是形状为 (N,) 的一维 float64 张量，N 至少是 1。用循环或用张量运算都对；结果可以是
列表或张量。任何函数都不得修改自己的参数。
"""

import torch


def features(xs, degree):
    """每个 x 的各次幂：第 n 行是 (1, x_n, x_n**2, ..., x_n**degree)。

    参数：
        xs：形状为 (N,) 的张量。
        degree：整数，至少是 0。

    返回：
        形状为 (N, degree + 1) 的张量。

    手算：features([2, 3], 2) 是 [[1, 2, 4], [1, 3, 9]]。
    """
    # TODO：在这里写 features，替换下一行
    raise NotImplementedError("features: 还没有写")


def fit(xs, ys, degree):
    """使误差的平方和最小的系数（最小二乘法）。

    令 A = features(xs, degree)，这些系数使 A @ c - ys 的长度的平方最小：用 `torch.linalg.lstsq`，或解正规方程 A.T @ A
    @ c = A.T @ ys。请保持 float64：解方程会损失有效数字。

    参数：
        xs、ys：训练样本，形状为 (N,) 的张量；xs 在 -1 和 1 之间，至少有 degree + 1 个不同的值。
        degree：整数，至少是 0，小于 N。

    返回：
        形状为 (degree + 1,) 的 float64 张量，或浮点数的列表，常数项在最前面。

    手算：对 (0, 1), (1, 3) 和次数 1，它是 [1, 2]，即直线 1 + 2 * x。次数为 0 时，它是 y 的平均值：[2]。
    """
    # TODO：在这里写 fit，替换下一行
    raise NotImplementedError("fit: 还没有写")


def predict(xs, coefficients):
    """多项式的值：对每个 x 计算 c[0] + c[1] * x + c[2] * x**2 + ...

    参数：
        xs：形状为 (N,) 的张量。
        coefficients：形状为 (degree + 1,) 的张量，常数项在最前面。

    返回：
        形状为 (N,) 的张量。

    手算：predict([2], [1, 0, 3]) 是 [1 + 0 + 3 * 4] = [13]。
    """
    # TODO：在这里写 predict，替换下一行
    raise NotImplementedError("predict: 还没有写")


def cost(xs, ys, coefficients):
    """多项式在这些样本上的均方误差。

    参数：
        xs、ys：样本，形状为 (N,) 的张量。
        coefficients：形状为 (degree + 1,) 的张量，常数项在最前面。

    返回：
        一个数。

    手算：对 (0, 1), (1, 5), (2, 4) 和系数 [1, 2]，误差是 0、-2、1，代价是 5 / 3 = 1.666...
    """
    # TODO：在这里写 cost，替换下一行
    raise NotImplementedError("cost: 还没有写")


def errors_by_degree(train_xs, train_ys, validation_xs, validation_ys, degrees):
    """每个次数的训练误差和验证误差。验证样本绝不用于拟合。

    参数：
        train_xs、train_ys：用来拟合的样本，形状为 (N,) 的张量，对每个次数都满足 `fit` 的要求。
        validation_xs、validation_ys：拟合时看不到的样本，形状为 (M,) 的张量。
        degrees：整数的列表，每个至少是 0 且小于 N，顺序不限。

    返回：
        (train_errors, validation_errors)：两个列表，每个次数一个均方误差，顺序与 `degrees` 相同。

    手算：训练样本为 (0, 1), (1, 3)，验证样本为 (1, 2)，次数为 [0, 1] 时，拟合得到 y = 2 和 y = 1 + 2 * x，两个列表是
    [1, 0] 和 [0, 1]。
    """
    # TODO：在这里写 errors_by_degree，替换下一行
    raise NotImplementedError("errors_by_degree: 还没有写")


def best_degree(degrees, train_errors, validation_errors):
    """能够泛化的次数：在拟合时没有见过的样本上误差最小的那个。

    参数：
        degrees：整数的列表，顺序不限，也不一定连续。
        train_errors、validation_errors：两个列表，每个次数一个误差；验证误差互不相等。

    返回：
        `degrees` 中的一个。

    手算：best_degree([1, 2, 5], [0.9, 0.4, 0.1], [1.1, 0.6, 3.0]) 是 2。
    """
    # TODO：在这里写 best_degree，替换下一行
    raise NotImplementedError("best_degree: 还没有写")


def choose(train, validation, test, degrees):
    """验证集选出的次数，以及对应的多项式在测试集上的误差。

    每个多项式只用训练样本来拟合。测试样本不参与任何选择：选出的多项式到最后才与它们见一次面。

    参数：
        train、validation、test：三部分，每部分是一对张量 (xs, ys)，与 `dataset_split.py` 的 `split` 返回的相同；训练
            样本对每个次数都满足 `fit` 的要求。
        degrees：整数的列表，每个至少是 0 且小于训练样本的个数，顺序不限。

    返回：
        (degree, test_error)：`degrees` 中的一个，以及一个均方误差。

    手算：训练样本为 (0, 1), (1, 3)，验证样本为 (1, 1.5)，测试样本为 (0, 0)，次数为 [1, 0] 时，验证误差是
    [2.25, 0.25]。选出的次数是 0，即直线 y = 2，它的测试误差是 4：结果是 (0, 4)。次数 1 的测试误差是 1，但这不算数。
    """
    # TODO：在这里写 choose，替换下一行
    raise NotImplementedError("choose: 还没有写")
