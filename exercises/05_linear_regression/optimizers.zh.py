"""手写优化器：`optimizer.step()` 用梯度做了什么。

普通的梯度下降用一次梯度就忘掉。其他规则有记忆：记住方向（动量），记住梯度的大小（Adagrad、RMSprop），或者两者都记住
（Adam、Adamax）。每个函数走一步，记忆由调用者在各步之间保管：作为参数传入，再与新的参数值一起返回。最后一个任务 `SGD`
是一个自己保管记忆的对象，与 `torch.optim` 的优化器一样。

模型的参数、梯度和记忆（`w`、`grad`、`velocity`、`total`……）是形状相同的 float64 张量；每个公式对其中每个数分别成立。
其他的是 Python 的数。任何函数都不得修改传入的东西：`velocity *= mu` 就会修改。任何函数都不得使用 `torch.optim`；走了
一步之后，以及走了五十步之后，都要到达它所到达的地方，精确到 float32 的精度。函数返回的可以是张量、NumPy 数组或列表；
调用者在下一步之前把它们变成 float64 张量。
"""

import torch


def sgd(w, grad, lr, weight_decay):
    """带权重衰减的梯度下降的一步。

    权重衰减对每个权重，在代价上加 (weight_decay / 2) * w**2，使权重保持较小。设 g 是这个和的梯度，则

    新的 w = w - lr * g

    `grad` 是 g 中来自代价本身的部分。由所加的项推导另一部分（见本章“优化器”一节），运行检查之前用第 3 章的
    `central_difference` 核对。

    参数：
        w：模型的参数，float64 张量。
        grad：代价在 w 处的梯度，形状相同。
        lr：学习率，大于 0 的数。
        weight_decay：一个数，至少是 0；普通的梯度下降为 0。

    返回：
        新的参数值，形状与 w 相同。

    手算：w = 2，grad = 4，lr = 0.1，weight_decay = 0.5 给出 g = 5，w = 1.5；换成 w = 3，给出 g = 5.5，w = 2.45。
    """
    # TODO：在这里写 sgd，替换下一行
    raise NotImplementedError("sgd: 还没有写")


def momentum(w, grad, velocity, lr, mu):
    """带动量的梯度下降的一步：梯度总是指向同一边时，就继续往那边滚。

    新的 velocity = mu * velocity + grad
    新的 w = w - lr * 新的 velocity

    参数：
        w、grad：模型的参数和梯度，形状相同的 float64 张量。
        velocity：上一步返回的速度，形状相同；第一步之前是 0。
        lr：学习率，大于 0 的数。
        mu：速度保留多少，0 <= mu < 1。

    返回：
        一对 (新的 w, 新的 velocity)。

    手算：w = 3，grad = 4，velocity = 2，lr = 0.2，mu = 0.25 给出速度 4.5 和 w = 2.1。
    """
    # TODO：在这里写 momentum，替换下一行
    raise NotImplementedError("momentum: 还没有写")


def nesterov(w, grad, velocity, lr, mu):
    """用涅斯捷罗夫动量走一步：好像梯度是在速度将要到达的地方求的。

    新的 velocity = mu * velocity + grad
    g = grad + mu * 新的 velocity
    新的 w = w - lr * g

    参数：
        w、grad：模型的参数和梯度，形状相同的 float64 张量。
        velocity：上一步返回的速度，形状相同；第一步之前是 0。
        lr：学习率，大于 0 的数。
        mu：速度保留多少，0 <= mu < 1。

    返回：
        一对 (新的 w, 新的 velocity)。

    手算：w = 3，grad = 4，velocity = 2，lr = 0.2，mu = 0.25 给出速度 4.5，g = 5.125，w = 1.975。
    """
    # TODO：在这里写 nesterov，替换下一行
    raise NotImplementedError("nesterov: 还没有写")


def adagrad(w, grad, total, lr, eps):
    """Adagrad 的一步：梯度一直很大的参数步子小一些，梯度一直很小的参数步子大一些。

    新的 total = total + grad**2
    新的 w = w - lr * grad / (sqrt(新的 total) + eps)

    参数：
        w、grad：模型的参数和梯度，形状相同的 float64 张量。
        total：到目前为止梯度的平方之和，形状相同；第一步之前是 0。
        lr：学习率，大于 0 的数。
        eps：大于 0 的数，在所有梯度都是 0 的地方使除法仍然有限；加在平方根上。

    返回：
        一对 (新的 w, 新的 total)。

    手算：w = 3，grad = 4，total = 9，lr = 0.3，eps = 1 给出 total 为 25，w = 3 - 0.3 * 4 / (5 + 1) = 2.8。
    """
    # TODO：在这里写 adagrad，替换下一行
    raise NotImplementedError("adagrad: 还没有写")


def rmsprop(w, grad, average, lr, alpha, eps):
    """RMSprop 的一步：记忆会淡忘的 Adagrad，所以步子不会越来越小，直到停下。

    新的 average = alpha * average + (1 - alpha) * grad**2
    新的 w = w - lr * grad / (sqrt(新的 average) + eps)

    参数：
        w、grad：模型的参数和梯度，形状相同的 float64 张量。
        average：梯度的平方的滑动平均，形状相同；第一步之前是 0。
        lr：学习率，大于 0 的数。
        alpha：平均值保留多少，0 <= alpha < 1，例如 0.99：即课文里的 rho。`torch.optim` 也叫它 alpha。
        eps：大于 0 的数，加在平方根上。

    返回：
        一对 (新的 w, 新的 average)。

    手算：w = 3，grad = 4，average = 28，lr = 0.3，alpha = 0.75，eps = 1 给出平均值 21 + 4 = 25，w = 3 - 0.3 * 4 /
    (5 + 1) = 2.8。
    """
    # TODO：在这里写 rmsprop，替换下一行
    raise NotImplementedError("rmsprop: 还没有写")


def adam(w, grad, m, v, t, lr, beta1, beta2, eps):
    """Adam 的一步：用梯度的平均值定方向，用梯度的平方的平均值定步长。

    新的 m = beta1 * m + (1 - beta1) * grad
    新的 v = beta2 * v + (1 - beta2) * grad**2
    新的 w = w - lr * m_hat / (sqrt(v_hat) + eps)，其中 m_hat = 新的 m / (1 - beta1**t)，v_hat = 新的 v /
    (1 - beta2**t)

    两个平均值都从 0 开始，起初太小；除以 1 - beta**t 就是为了修正。留给下一步的是 m 和 v，不是修正后的值。

    参数：
        w、grad：模型的参数和梯度，形状相同的 float64 张量。
        m、v：两个平均值，形状相同；第一步之前是 0。
        t：这是第几步，整数；第一步是 1。
        lr：学习率，大于 0 的数。
        beta1、beta2：两个平均值各保留多少，至少是 0 且小于 1，例如 0.9 和 0.999。
        eps：大于 0 的数，加在平方根上。

    返回：
        (新的 w, 新的 m, 新的 v)。

    手算：w = 2，grad = 4，m = v = 0，t = 1，lr = 0.1，beta1 = 0.9，beta2 = 0.99，eps = 1 给出 m = 0.4，v = 0.16，
    m_hat = 4，v_hat = 16，w = 2 - 0.1 * 4 / (4 + 1) = 1.92。eps 很小时，例如 1e-8，第一步的步长就是 lr，不管梯度多
    大。
    """
    # TODO：在这里写 adam，替换下一行
    raise NotImplementedError("adam: 还没有写")


def adamax(w, grad, m, u, t, lr, beta1, beta2, eps):
    """Adamax 的一步：把 Adam 中平方的平均值，换成最近最大的梯度。

    新的 m = beta1 * m + (1 - beta1) * grad
    新的 u = beta2 * u 和 |grad| + eps 中较大的一个，对每个数分别取
    新的 w = w - lr * m_hat / 新的 u，其中 m_hat = 新的 m / (1 - beta1**t)

    从 0 开始的最大值不会太小：u 不需要修正。

    参数：
        w、grad：模型的参数和梯度，形状相同的 float64 张量。
        m、u：平均值和最大值，形状相同；第一步之前是 0。
        t：这是第几步，整数；第一步是 1。
        lr：学习率，大于 0 的数。
        beta1、beta2：平均值和最大值各保留多少，至少是 0 且小于 1。
        eps：大于 0 的数。

    返回：
        (新的 w, 新的 m, 新的 u)。

    手算：w = 2，grad = 4，m = 2，u = 10，t = 2，lr = 0.1，beta1 = 0.5，beta2 = 0.8，eps = 0.5 给出 m = 3，m_hat = 3 /
    0.75 = 4，u = 8，w = 2 - 0.1 * 4 / 8 = 1.95。
    """
    # TODO：在这里写 adamax，替换下一行
    raise NotImplementedError("adamax: 还没有写")


class SGD:
    """带动量的梯度下降，做成对象，用法与 `torch.optim.SGD` 相同。

        optimizer = SGD(model.parameters(), lr=0.01, momentum=0.9)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()

    参数只在开始时给它一次，以后每一步都读取它们的 `grad`。它不知道模型和损失是什么。
    """

    def __init__(self, params, lr, momentum=0.0):
        """保存模型的参数、两个数，以及每个参数的速度。

        参数：
            params：需要梯度的张量，形状各不相同，float32 或 float64；任何可迭代对象都可以。`model.parameters()` 是生
                成器，只能读一遍：把它给出的存进列表。
            lr：学习率，大于 0 的数。
            momentum：速度在各步之间保留多少，0 <= momentum < 1。
        """
        # TODO：在这里写 SGD.__init__，替换下一行
        raise NotImplementedError("SGD.__init__: 还没有写")

    def zero_grad(self):
        """忘掉梯度：之后每个参数的 `grad` 都是 None（或全是零）。参数和它们的速度保持不变。之前 `grad` 也可能是 None。

        `backward()` 是往 `grad` 里已有的数上加，如果不清零，下一步用的就是两次梯度之和。
        """
        # TODO：在这里写 SGD.zero_grad，替换下一行
        raise NotImplementedError("SGD.zero_grad: 还没有写")

    def step(self):
        """对每个参数走一步 `momentum`：velocity = momentum * velocity + grad，p = p - lr * velocity。

        每个参数都有自己的速度，起初是 0。要原地改变参数本身：之后它们还是原来的叶子张量，仍需要梯度，而且这一步不属于
        任何计算图（所以要在 `torch.no_grad()` 之下进行，或在 `.data` 上进行）。它们的 `grad` 保持不变。`grad` 是 None
        的参数没有参与损失：它和它的速度都不动，即使它参与了上一步。

        手算：p = 3，grad = 4，lr = 0.1，momentum = 0.75：走一步之后 p = 2.6；如果下一个梯度是 2，速度变成 5，p =
        2.1。
        """
        # TODO：在这里写 SGD.step，替换下一行
        raise NotImplementedError("SGD.step: 还没有写")
