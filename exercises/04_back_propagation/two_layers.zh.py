"""两层网络：网络为什么需要非线性，以及手工求它的梯度。

线性层计算 Z = X @ W.T + b。两个线性层接在一起，还是一个线性层：只增加层数，模型并不会更丰富。中间加上非线性的激活函
数，就不同了：

    Z = X @ W1.T + b1          隐藏层，激活之前
    H = act(Z)                 隐藏层
    Y = H @ W2.T + b2          输出

形状：每行是一个样本。X 是 (N, inputs)，W1 是 (hidden, inputs)，b1 是 (hidden,)，Z 和 H 是 (N, hidden)，W2 是
(outputs, hidden)，b2 是 (outputs,)，Y 是 (N, outputs)。N 和其他各个大小都至少是 1。参数以 float64 张量传入；
`activation` 是字符串 "identity"、"relu" 或 "sigmoid" 之一。函数的返回值按形状和数来评判：float64 或 float32 的张量、
数组、嵌套的列表都对。

任何函数都不得修改自己的参数，也不得使用自动求导：这里的导数由你自己来求。请先逐一推导，方法见本章“矩阵的梯度：一个数
一个数地推”一节，再用 `gradient_check` 核对。
"""

import torch


def collapse(W1, b1, W2, b2):
    """中间没有激活函数时，与两个相接的线性层作用相同的那一个线性层。

    对每个 X，(X @ W1.T + b1) @ W2.T + b2 = X @ W.T + b。把左边乘开，就能求出 W 和 b。

    参数：
        W1、b1：第一层，形状为 (hidden, inputs) 和 (hidden,)。
        W2、b2：第二层，形状为 (outputs, hidden) 和 (outputs,)。

    返回：
        (W, b)，形状为 (outputs, inputs) 和 (outputs,)。

    手算：W1 = [[2]]，b1 = [1]，W2 = [[3]]，b2 = [4]：3 * (2x + 1) + 4 = 6x + 7，所以 W = [[6]]，b = [7]。W1 =
    [[1, 2]]，b1 = [3]，W2 = [[4], [5]]，b2 = [6, 7] 给出 W = [[4, 8], [5, 10]]，b = [18, 22]。
    """
    # TODO：在这里写 collapse，替换下一行
    raise NotImplementedError("collapse: 还没有写")


def activate(Z, activation):
    """对 Z 的每个数做激活。

        "identity"    z
        "relu"        z 与 0 中较大的一个
        "sigmoid"     1 / (1 + exp(-z))

    |z| 大到 1000 时，sigmoid 也必须正确：这时 `torch.exp` 给出无穷大，而 1 / 无穷大 等于 0。如果写成 exp(z) / (1 +
    exp(z))，就成了 无穷大 / 无穷大，即 NaN。

    参数：
        Z：任意形状的 float64 张量。
        activation：三个名字之一，字符串。

    返回：
        同样多的数，形状与 Z 相同。

    手算：Z = [-1, 0, 3] 时，"relu" 给出 [0, 0, 3]，"sigmoid" 给出 [0.26894..., 0.5, 0.95257...]。
    """
    # TODO：在这里写 activate，替换下一行
    raise NotImplementedError("activate: 还没有写")


def gradient_check(cost, parameter, gradient, h):
    """一个梯度与代价本身给出的相差多少，不管它是谁推导的。

    对 `parameter` 的每个数，取第 3 章的中心差分：这个数移动 +h 时的代价，减去移动 -h 时的代价，再除以 2 * h；其他的数
    都不动。这些差分组成数值梯度 n，而

    difference = |gradient - n| 的最大值 / max(|gradient| 的最大值, |n| 的最大值, 1e-8)

    每个“最大值”都是对所有的数而言。这样，本该为 0 的数不会除以它自己的舍入误差。用 float64 并取 h = 1e-5，对光滑的代
    价，正确的梯度给出 1e-6 或更小，错误的大多给出 0.01 或更大。

    参数：
        cost：函数，输入形状与 `parameter` 相同的张量，返回一个数。
        parameter：在哪里检验，任意形状的 float64 张量，至少有一个轴。
        gradient：要检验的梯度，形状相同。
        h：移动多少，大于 0 的浮点数。

    返回：
        一个数。

    手算：cost(p) = p**3 之和，parameter = [[1, 2]]，gradient = [[3, 6]]，h = 0.1：n = [[3.01, 12.01]]，结果是 6.01 /
    12.01 = 0.50041...：第二个数错了一半。
    """
    # TODO：在这里写 gradient_check，替换下一行
    raise NotImplementedError("gradient_check: 还没有写")


def activation_slope(Z, activation):
    """在 Z 的每个数处，激活函数的局部梯度：导数 d act(z) / d z。

    三个函数与 `activate` 的相同。relu 恰好在 0 处有一个拐角：规定该处的斜率是 0。核对你的结果：`gradient_check` 里的
    代价可以取 `activate(Z, activation)` 之和，Z 中不要有 0。

    参数：
        Z：激活的输入，任意形状的 float64 张量。
        activation：三个名字之一，字符串。

    返回：
        同样多的数，形状与 Z 相同。（比较张量得到 True 和 False：`.to(Z.dtype)` 把它们变成 1 和 0。）

    手算：Z = [-1, 0, 3] 时，"relu" 给出 [0, 0, 1]，"sigmoid" 给出 [0.19661..., 0.25, 0.04517...]。
    """
    # TODO：在这里写 activation_slope，替换下一行
    raise NotImplementedError("activation_slope: 还没有写")


def forward(X, W1, b1, W2, b2, activation):
    """对一批样本计算网络：回程要用到的每个节点。

    参数：
        X：输入，形状为 (N, inputs)。
        W1、b1、W2、b2：两层，形状见上文。
        activation："identity"、"relu" 或 "sigmoid"。

    返回：
        (Z, H, Y)，形状为 (N, hidden)、(N, hidden) 和 (N, outputs)。

    手算：X = [[1], [-1]]，W1 = [[2]]，b1 = [1]，W2 = [[3]]，b2 = [4] 和 "relu" 给出 Z = [[3], [-1]]，H = [[3], [0]]，
    Y = [[13], [4]]。
    """
    # TODO：在这里写 forward，替换下一行
    raise NotImplementedError("forward: 还没有写")


def bend(X1, X2, W1, b1, W2, b2, activation):
    """在 X1 的各行与 X2 的各行之间，网络离线性有多远。

    线性层把两个输入的中点映射到两个输出的中点。弯曲就是多出来的部分：

    bend = network((X1 + X2) / 2) - (network(X1) + network(X2)) / 2

    用 "identity" 时它处处是 0，因为两层合成了一层。用 "relu" 或 "sigmoid" 时不是：任何一个线性层都代替不了这个网络。

    参数：
        X1、X2：两组输入，形状都是 (N, inputs)。
        W1、b1、W2、b2：两层，形状见上文。
        activation："identity"、"relu" 或 "sigmoid"。

    返回：
        形状为 (N, outputs) 的数。

    手算：X1 = [[1]]，X2 = [[-1]]，W1 = [[2]]，b1 = [1]，W2 = [[3]]，b2 = [4] 和 "relu" 给出 7 - (13 + 4) / 2 = -1.5。
    """
    # TODO：在这里写 bend，替换下一行
    raise NotImplementedError("bend: 还没有写")


def backward(X, W1, b1, W2, b2, activation, dY):
    """损失对四个参数和输入的导数。

    dY 是 d loss / d Y，由网络后面的部分传来。每个结果的形状，与对谁求导，谁的形状相同。这里不取平均；如果损失是平均
    值，它的 1/N 已经在 dY 里。核对每个结果：`gradient_check` 里的损失可以取 dY * Y 之和，它的上游梯度就是 dY。

    参数：
        X：输入，形状为 (N, inputs)。
        W1、b1、W2、b2：两层，形状见上文。
        activation："identity"、"relu" 或 "sigmoid"。
        dY：上游梯度，形状为 (N, outputs)。

    返回：
        (dW1, db1, dW2, db2, dX)。

    手算：X = [[1], [-1]]，W1 = [[2]]，b1 = [1]，W2 = [[3]]，b2 = [4]，"relu" 和 dY = [[1], [10]] 给出 dW1 = [[3]]，
    db1 = [3]，dW2 = [[3]]，db2 = [11]，dX = [[6], [0]]：第二个样本到 relu 就停住了。各个大小不同的例子：X =
    [[1, 2]]，W1 = [[1, 1], [2, -1], [-1, 1]]，b1 = [0, 1, -3]，W2 = [[2, -1, 4], [1, 3, -2]]，b2 = [1, -2]，"relu" 和
    dY = [[2, -1]] 给出 dW1 = [[3, 6], [-5, -10], [0, 0]]，db1 = [3, -5, 0]，dW2 = [[6, 2, 0], [-3, -1, 0]]，db2 =
    [2, -1]，dX = [[-7, 8]]。
    """
    # TODO：在这里写 backward，替换下一行
    raise NotImplementedError("backward: 还没有写")


def gradients(X, T, W1, b1, W2, b2, activation):
    """一批样本的代价，以及它对四个参数的导数。

    cost = (Y - T)**2 对全部 N * outputs 个数的平均值

    推导由这个代价传到 Y 处的是什么，其余的由 `backward` 完成。代价里取了一次平均，所以回程中也只除一次。

    参数：
        X：输入，形状为 (N, inputs)。
        T：目标，形状为 (N, outputs)。
        W1、b1、W2、b2：两层，形状见上文。
        activation："identity"、"relu" 或 "sigmoid"。

    返回：
        (cost, dW1, db1, dW2, db2)。

    手算：X = [[1], [-1]]，T = [[12], [6]]，W1 = [[2]]，b1 = [1]，W2 = [[3]]，b2 = [4] 和 "relu" 给出代价 (1 + 4) / 2
    = 2.5，dW1 = [[3]]，db1 = [3]，dW2 = [[3]]，db2 = [-1]。`backward` 里的第二个网络，取 T = [[4, 5]]，则 Y =
    [[6, 4]]，代价是 (4 + 1) / 2 = 2.5，从 dW1 到 db2 与那里给出的相同。
    """
    # TODO：在这里写 gradients，替换下一行
    raise NotImplementedError("gradients: 还没有写")
