"""线性模型的计算图：从一个节点到下一个节点向前计算，再用链式法则往回传。

一个样本的图，带偏置 b（没有偏置时，b 是 0）：

    x, w -> 乘积 x * w
    乘积, b -> y_hat = x * w + b
    y_hat, y -> 残差 r = y_hat - y
    r -> loss = r**2

前向时，每个节点计算自己的值。往回时，每个节点从它后面的节点得到损失对自己输出的导数：上游梯度。由上游梯度和它的局部梯
度（它的输出对各个输入的导数），链式法则给出要传给前面各节点的导数。这里不给出任何导数：请逐一推导（课文讲了怎样做），
运行检查之前用中心差分核对，例如第 3 章的 `central_difference`。

所有参数都是 Python 浮点数，或由它们组成的元组。任何函数都不得使用自动求导：这里的导数由你自己来求。
"""


def forward(x, y, w, b=0.0):
    """一个样本的图的所有节点，按计算的顺序。

    y_hat = x * w + b
    r = y_hat - y
    loss = r**2

    参数：
        x、y：一个样本，浮点数。
        w：权重，浮点数。
        b：偏置，浮点数；不给出时是 0。

    返回：
        (y_hat, r, loss)，三个数。

    手算：x = 1，y = 2，w = 1 给出 (1, -1, 1)；再加上 b = 2，给出 (3, 1, 1)。x = 3，y = 1，w = 1.5，b = 0.5 给出
    (5, 4, 16)。
    """
    # TODO：在这里写 forward，替换下一行
    raise NotImplementedError("forward: 还没有写")


def multiply_gradients(a, b):
    """节点 c = a * b 的局部梯度。

    参数：
        a、b：节点的输入，浮点数。

    返回：
        一对数 (d c / d a, d c / d b)。

    手算：a = 3，b = 5：a 增大 0.1，c 就从 15 增大到 15.5，是它的五倍。所以这一对是 (5, 3)。
    """
    # TODO：在这里写 multiply_gradients，替换下一行
    raise NotImplementedError("multiply_gradients: 还没有写")


def add_gradients(a, b):
    """节点 c = a + b 的局部梯度。

    参数：
        a、b：节点的输入，浮点数。

    返回：
        一对数 (d c / d a, d c / d b)。

    手算：a = 3，b = 5：a 增大 0.1，c 就增大 0.1。所以这一对是 (1, 1)。
    """
    # TODO：在这里写 add_gradients，替换下一行
    raise NotImplementedError("add_gradients: 还没有写")


def square_gradient(r):
    """节点 c = r**2 的局部梯度：导数 d c / d r。

    参数：
        r：节点的输入，浮点数。

    返回：
        一个数。

    手算：square_gradient(3.0) 是 6，square_gradient(-0.5) 是 -1。
    """
    # TODO：在这里写 square_gradient，替换下一行
    raise NotImplementedError("square_gradient: 还没有写")


def step_back(upstream, local_gradients):
    """一个节点 c 处的链式法则：损失对该节点各个输入的导数。

    参数：
        upstream：d loss / d c，浮点数，由这个节点后面的节点传来。
        local_gradients：对节点的各个输入的 d c / d input，浮点数的元组，有几个输入就有几个数。

    返回：
        同样多的数，顺序相同：对各个输入的 d loss / d input。

    手算：step_back(10.0, (5.0, 3.0)) 是 [50, 30]。
    """
    # TODO：在这里写 step_back，替换下一行
    raise NotImplementedError("step_back: 还没有写")


def backward(x, y, w, b=0.0):
    """一个样本的损失对权重和偏置的导数。

    先前向计算一遍，再往回依次穿过平方、差、和、乘积。最后一个节点是损失本身，它的上游梯度是 1。像本章“链式法则：一个
    节点接一个节点”那样，逐个节点推导传到 w 和 b 处的是什么，再与损失的中心差分比较。

    参数：
        x、y：一个样本，浮点数。
        w：权重，浮点数。
        b：偏置，浮点数；不给出时是 0。

    返回：
        一对数 (d loss / d w, d loss / d b)。

    手算：x = 1，y = 2，w = 1 给出 (-2, -2)；再加上 b = 2，给出 (2, 2)。因为 x 是 1，看不出它该出现在哪里；x = 3，y =
    1，w = 1.5，b = 0.5 就看得出来，给出 (24, 8)。
    """
    # TODO：在这里写 backward，替换下一行
    raise NotImplementedError("backward: 还没有写")


def fork_gradient(x, upstream):
    """x 被用到不止一次时对它的导数：q = x * x，然后 z = q + x。

    x 沿几条路径到达 z：作为 q 的第一个因子，作为 q 的第二个因子，作为 z 的第二项。本章“几条路径”一节讲了怎样处理它
    们。

    参数：
        x：浮点数。
        upstream：d loss / d z，浮点数。

    返回：
        d loss / d x，一个数。

    手算：x = 3，upstream = 1 给出 7；upstream = 10 给出 70。x = -1.5，upstream = 2 给出 -4。
    """
    # TODO：在这里写 fork_gradient，替换下一行
    raise NotImplementedError("fork_gradient: 还没有写")
