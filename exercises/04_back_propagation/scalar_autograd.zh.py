"""一个小小的自动求导：记得自己是怎样算出来的数，会自己求导。

一个 `Value` 是计算图的一个节点。它的数在 `data` 里，结果对它的导数在 `grad` 里。每次运算都产生一个新的 Value，记住自
己的输入和局部梯度，于是在计算的同时，图就记录了下来：这是动态图。然后 `backward` 从终点往回走遍这张图。局部梯度要由你
自己推导，方法见本章“局部梯度”一节，并逐一用中心差分核对。

    x = Value(3.0)
    z = x * x + x
    z.data                 12.0
    z.backward()
    x.grad                 7.0

只需要 Python 浮点数和 `math` 模块。这里不得使用 torch 的自动求导，也不得受图的深度限制：图可以有 5,000 个节点连成一
串，而 Python 的函数调用只允许嵌套约 1,000 层。这一点单独评判：在小图上正确，即使做不到这一点也算数。
"""

import math


class Value:
    """计算图里的一个数。

    属性：
        data：它的数，浮点数。
        grad：某个结果对它的导数，浮点数；对那个结果调用 `backward` 之前是 0.0。
        inputs：由哪些 Value 计算得到，元组；不是算出来的数，元组为空。
        local_gradients：这个 Value 对各个输入的导数，浮点数的元组。
    """

    def __init__(self, data, inputs=(), local_gradients=()):
        """这个已经写好。a = 3 与 b = 5 的乘积产生的就是 `Value(15.0, (a, b), (5.0, 3.0))`。"""
        self.data = data
        self.grad = 0.0
        self.inputs = tuple(inputs)
        self.local_gradients = tuple(local_gradients)

    def __add__(self, other):
        """self + other：一个新的 Value，带有它的 data、输入和局部梯度。

        参数：
            other：一个 Value 或一个数，整数或浮点数。`as_value(other)` 把两者都变成 Value。

        手算：Value(3.0) + Value(5.0) 的 data 是 8，局部梯度是 1 和 1。
        """
        # TODO：在这里写 Value.__add__，替换下一行
        raise NotImplementedError("Value.__add__: 还没有写")

    def __mul__(self, other):
        """self * other，一个新的 Value。

        参数：
            other：一个 Value 或一个数。

        手算：Value(3.0) * Value(5.0) 的 data 是 15，局部梯度是 5 和 3。
        """
        # TODO：在这里写 Value.__mul__，替换下一行
        raise NotImplementedError("Value.__mul__: 还没有写")

    def __sub__(self, other):
        """self - other，一个新的 Value。也可以用已有的运算拼出来。

        参数：
            other：一个 Value 或一个数。

        手算：a = Value(3.0)，b = Value(5.0) 时，a - b 的 data 是 -2；它对 a 的导数是 1，对 b 的导数是 -1。
        """
        # TODO：在这里写 Value.__sub__，替换下一行
        raise NotImplementedError("Value.__sub__: 还没有写")

    def __truediv__(self, other):
        """self / other，一个新的 Value。也可以用已有的运算拼出来。

        参数：
            other：一个 Value 或一个数，不是 0。

        手算：a = Value(3.0)，b = Value(4.0) 时，a / b 的 data 是 0.75；它对 a 的导数是 0.25，对 b 的导数是 -0.1875。
        """
        # TODO：在这里写 Value.__truediv__，替换下一行
        raise NotImplementedError("Value.__truediv__: 还没有写")

    def __pow__(self, exponent):
        """self ** exponent，一个新的 Value，只有一个输入。

        参数：
            exponent：一个数，不是 Value；整数或浮点数，可以是负数、0 或分数。self 的 data 大于 0，除非指数是整数；它
                不是 0，除非指数大于或等于 1。

        手算：Value(3.0) ** 2 的 data 是 9，局部梯度是 6；Value(2.0) ** 3 的是 8 和 12。
        """
        # TODO：在这里写 Value.__pow__，替换下一行
        raise NotImplementedError("Value.__pow__: 还没有写")

    def exp(self):
        """self 的指数函数，一个新的 Value。

        手算：Value(1.0).exp() 的 data 是 2.718...，局部梯度是 2.718...；Value(0.0).exp() 的是 1 和 1。
        """
        # TODO：在这里写 Value.exp，替换下一行
        raise NotImplementedError("Value.exp: 还没有写")

    def log(self):
        """self 的自然对数，一个新的 Value。self 的 data 大于 0。

        手算：Value(2.0).log() 的 data 是 0.693...，局部梯度是 0.5；Value(4.0).log() 的是 1.386... 和 0.25。
        """
        # TODO：在这里写 Value.log，替换下一行
        raise NotImplementedError("Value.log: 还没有写")

    def relu(self):
        """self 与 0 中较大的一个，一个新的 Value。恰好在 0 处有一个拐角，规定该处的局部梯度是 0。

        手算：Value(3.0).relu() 的 data 是 3，局部梯度是 1；Value(-2.0).relu() 的是 0 和 0。
        """
        # TODO：在这里写 Value.relu，替换下一行
        raise NotImplementedError("Value.relu: 还没有写")

    def tanh(self):
        """self 的双曲正切，一个新的 Value。用它自己的值来写，导数很短：推导它。

        手算：Value(0.5).tanh() 的 data 是 0.46211...，局部梯度是 0.78644...
        """
        # TODO：在这里写 Value.tanh，替换下一行
        raise NotImplementedError("Value.tanh: 还没有写")

    def topological_order(self):
        """计算出这个节点所经过的每个节点，最后是这个节点自己：每个都排在它的所有输入之后。

        每个节点出现一次，不管有多少条路径通到它。正确的顺序可能不止一种。

        返回：
            由 Value 组成的列表。

        手算：x = Value(3.0)，q = x * x，z = q + x 时，z.topological_order() 是 [x, q, z]。
        """
        # TODO：在这里写 Value.topological_order，替换下一行
        raise NotImplementedError("Value.topological_order: 还没有写")

    def backward(self):
        """把 self 对其图中每个节点的导数，加到该节点的 `grad` 上。

        self 对自己的导数是 1。从这里开始，链式法则从一个节点走到下一个节点。一个节点要等沿每条路径传来的都到齐了，才
        可以继续往前传。`data` 和 `local_gradients` 里的数保持不变。

        `grad` 里原有的数留在和里，此外不影响任何东西：调用两次之后，图中的每个 `grad` 都是调用一次之后的两倍。所以这
        次调用中传来的数，在到齐之前要单独存放。PyTorch 也是这样，所以训练时每两步之间要把梯度清零。

        返回什么都不算数。

        手算：x = Value(3.0)，z = x * x + x 时，z.backward() 使 x.grad 成为 7；再调用一次，成为 14。
        """
        # TODO：在这里写 Value.backward，替换下一行
        raise NotImplementedError("Value.backward: 还没有写")

    def zero_grad(self):
        """把这个节点的图中每个节点（包括它自己）的 `grad` 重置为 0.0。

        不属于这张图的 Value 保持自己的 `grad`，所有的 `data` 也都不变。返回什么都不算数。
        """
        # TODO：在这里写 Value.zero_grad，替换下一行
        raise NotImplementedError("Value.zero_grad: 还没有写")

    # 已经写好：负号，以及运算符左边是普通的数的情况，例如 2 * x。

    def __neg__(self):
        return self * -1.0

    def __radd__(self, other):
        return as_value(other) + self

    def __rmul__(self, other):
        return as_value(other) * self

    def __rsub__(self, other):
        return as_value(other) - self

    def __rtruediv__(self, other):
        return as_value(other) / self

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"


def as_value(number):
    """Value 原样返回，普通的数变成新的 Value。已经写好。"""
    return number if isinstance(number, Value) else Value(number)
