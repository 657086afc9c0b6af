"""有三个参数的模型：手工求梯度，用自动求导求梯度，再检验两者是否一致。

    y_hat = w1 * x**2 + w2 * x + b

它是 x 的抛物线，但对 w1、w2 和 b 是线性的：每个参数都有自己的局部梯度，与参数的值无关。

`x` 和 `y` 是一个样本，`w1`、`w2` 和 `b` 是参数，都是 Python 浮点数。函数 `forward` 和 `loss` 也会用张量作参数来调用，
即只有一个数的 float64 张量，三个的形状都是 () 或都是 (1,)，好让自动求导穿过它们往回传：请只用浮点数和张量都有的运算。

像 Python 浮点数那样，用 float64 计算。用 float32 时，即使没有任何错误，梯度检验也会发现约 1e-7 的差别。
"""

import torch


def forward(x, w1, w2, b):
    """预测 y_hat = w1 * x**2 + w2 * x + b。

    参数：
        x：输入，浮点数。
        w1、w2、b：参数，浮点数或只有一个数的张量。

    返回：
        一个数。参数是张量时，返回 float64 张量，自动求导可以从它回到全部三个参数。

    手算：x = 3，w1 = 2，w2 = 5，b = 7 给出 18 + 15 + 7 = 40，x = -3 给出 18 - 15 + 7 = 10。
    """
    # TODO：在这里写 forward，替换下一行
    raise NotImplementedError("forward: 还没有写")


def loss(x, y, w1, w2, b):
    """一个样本的损失，(y_hat - y)**2。

    参数：
        x、y：一个样本，浮点数。
        w1、w2、b：参数，浮点数或只有一个数的张量。

    返回：
        一个数。参数是张量时，返回 float64 张量，自动求导可以从它回到全部三个参数。

    手算：x = 3，y = 37，w1 = 2，w2 = 5，b = 7 给出 3**2 = 9；参数相同，x = -3，y = 15 给出 25。
    """
    # TODO：在这里写 loss，替换下一行
    raise NotImplementedError("loss: 还没有写")


def gradients(x, y, w1, w2, b):
    """一个样本的损失对三个参数的导数，手工求，不用自动求导。

    推导它们：从损失回到 y_hat，再从那里回到各个参数。用 `gradient_check` 核对。

    参数：
        x、y：一个样本，浮点数。
        w1、w2、b：参数，浮点数。

    返回：
        (d loss / d w1, d loss / d w2, d loss / d b)，三个数。

    手算：x = 3，y = 37，w1 = 2，w2 = 5，b = 7 给出 (54, 18, 6)。这里残差是 3，恰好与 x 相同；参数相同，x = -3，y = 15
    就能区分它们，给出 (-90, 30, -10)。
    """
    # TODO：在这里写 gradients，替换下一行
    raise NotImplementedError("gradients: 还没有写")


def gradients_by_autograd(x, y, w1, w2, b):
    """同样的三个导数，用自动求导来求。

    把每个参数做成需要梯度的 float64 张量，计算损失，再调用 `backward()`。要写明 dtype：否则 `torch.tensor` 会把
    Python 浮点数变成 float32，16 位有效数字只剩下 7 位。

    参数：
        x、y：一个样本，浮点数。
        w1、w2、b：参数，浮点数。

    返回：
        (d loss / d w1, d loss / d w2, d loss / d b)，三个 Python 浮点数。

    手算：与 `gradients` 相同。
    """
    # TODO：在这里写 gradients_by_autograd，替换下一行
    raise NotImplementedError("gradients_by_autograd: 还没有写")


def gradient_check(by_hand, xs, ys, w1, w2, b):
    """一个求梯度的函数与自动求导相差多少：在所有样本上最大的相对误差。

    对每个样本和三个导数中的每一个，h 来自 `by_hand`，a 来自 `gradients_by_autograd`：

    difference = |h - a| / max(|h|, |a|, 1e-8)

    正确的函数给出约 1e-16，几乎为零。错误的函数给出约 1，至少也大得多。

    参数：
        by_hand：输入 (x, y, w1, w2, b)、返回三个浮点数的函数，例如 `gradients`。
        xs、ys：样本，形状为 (N,) 的 float64 张量，N 至少是 1。
        w1、w2、b：参数，浮点数。

    返回：
        最大的相对误差，一个数；所有样本都算在内，不管哪个排在最后。

    手算：样本为 x = 3，y = 37，参数为 2, 5, 7，而函数总是给出 (54, 15, 6) 时，三个相对误差是 0、3 / 18 和 0。所以结果
    是 0.1666...
    """
    # TODO：在这里写 gradient_check，替换下一行
    raise NotImplementedError("gradient_check: 还没有写")


def train(xs, ys, w1, w2, b, lr, epochs):
    """随机梯度下降：依次对每个样本先求全部三个梯度，再做全部三个更新；把数据集看 `epochs` 遍。

    一个样本的三个梯度在同一点处求，这时任何一个参数都还没有移动。求梯度的两个函数用哪一个都可以。

    参数：
        xs、ys：样本，形状为 (N,) 的 float64 张量，N 至少是 1。
        w1、w2、b：起始的参数，浮点数。
        lr：学习率，大于 0 的浮点数。
        epochs：把数据集看多少遍，整数，可以是 0。

    返回：
        (w1, w2, b, losses)：最终的参数，三个数；以及每一轮 N 个损失之和，每个损失都在该样本更新之前求。

    手算：xs = 1, 2，ys = 2, 3，所有参数都是 0，lr = 0.1，epochs = 1：第一个样本的损失是 4，每个参数都移到 0.4；第二个
    样本 r = 2.8 - 3 = -0.2，梯度是 (-1.6, -0.8, -0.4)，于是 w1 = 0.56，w2 = 0.48，b = 0.44。losses = [4.04]。
    """
    # TODO：在这里写 train，替换下一行
    raise NotImplementedError("train: 还没有写")
