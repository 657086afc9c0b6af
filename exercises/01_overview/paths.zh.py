"""路径：导数怎样在一张图里传播。

计算图把公式拆成很小的步骤。对 e = (a + b) * (b + 1)，在输入 a 和 b 之后有三个节点：

    c = a + b        d = b + 1        e = c * d

图中每个箭头上有一个局部梯度：其他输入不变，箭头起点的节点增大时，终点的节点增大得多快。沿一条路径，把局部梯度相乘（链
式法则）。从一个节点到另一个节点有好几条路径时，例如从 b 到 e 有两条，把各条路径的乘积相加。本章“导数怎样传播”一节推导
了这一切。

图以字典的字典给出：graph["b"]["c"] 是 c 对 b 的局部梯度，也就是从 b 到 c 的箭头上的数。没有箭头从它出发的节点不一定是
键；如果是，它的字典为空。顺着箭头走，不会回到出发的地方。列表也可以换成元组。任何函数都不得修改自己的参数，也不得使用
自动求导：这里的导数由你自己来求。
"""

from itertools import pairwise


def forward(a, b):
    """从左到右计算三个节点的值：c = a + b，d = b + 1，e = c * d。

    参数：
        a、b：输入，浮点数。

    返回：
        由三个数组成的元组 (c, d, e)。

    手算：forward(2.0, 1.0) 是 (3.0, 2.0, 6.0)，forward(0.5, 3.0) 是 (3.5, 4.0, 14.0)。
    """
    # TODO：在这里写 forward，替换下一行
    raise NotImplementedError("forward: 还没有写")


def gradient_check(a, b, step):
    """测量两个斜率：a 每增大一个单位，e 增大多少；b 每增大一个单位，e 增大多少。

    让一个输入增大 `step`，另一个不变，再用 e 的增量除以 `step`。这完全不用求导法则，所以能告诉你导数对不对：步长越
    小，斜率越接近导数。运行检查之前，先用它验证你为 `local_gradients` 和 `backward` 推导的结果。

    参数：
        a、b：输入，浮点数。
        step：输入增大多少，大于 0 的浮点数。

    返回：
        由两个数组成的元组 (a 的斜率, b 的斜率)，恰好用这个步长测得。

    手算：a = 2、b = 1、步长为 0.5 时，改变 a 使 e 从 6 增大到 7，改变 b 使它增大到 3.5 * 2.5 = 8.75：结果是
    (2.0, 5.5)。步长为 0.001 时是 (2.0, 5.001)。
    """
    # TODO：在这里写 gradient_check，替换下一行
    raise NotImplementedError("gradient_check: 还没有写")


def local_gradients(a, b):
    """e = (a + b) * (b + 1) 的图，五个箭头上各有一个数。

    推导这五个数：每个都是一小步的导数，这一步是加法或乘法。让箭头的起点移动一个小量 h，看终点增加多少。

    参数：
        a、b：输入，浮点数。

    返回：
        字典的字典，箭头是从 a 到 c、从 b 到 c、从 b 到 d、从 c 到 e、从 d 到 e：
        {"a": {"c": ...}, "b": {"c": ..., "d": ...}, "c": {"e": ...}, "d": {"e": ...}}。

    手算：a = 2、b = 1 时，从 c 到 e 的箭头上的数是 d = 2，从 d 到 e 的是 c = 3。a = 0.5、b = 3 时，它们是 4 和 3.5。
    """
    # TODO：在这里写 local_gradients，替换下一行
    raise NotImplementedError("local_gradients: 还没有写")


def all_paths(graph, start, end):
    """顺着箭头从 `start` 走到 `end` 的所有路径。

    参数：
        graph：字典的字典，见本文件开头的说明。这里用不到其中的数。
        start、end：节点的名字，字符串。

    返回：
        由路径组成的列表，顺序不限；每条路径是一个节点列表，第一个是 `start`，最后一个是 `end`。没有路径通到 `end`
        时，列表为空。从一个节点到它自己，只有一条停在原地的路径：[start]。

    手算：在 e = (a + b) * (b + 1) 的图中，从 b 到 e 有两条路径：["b", "c", "e"] 和 ["b", "d", "e"]。从 a 到 e 有一
    条，从 a 到 d 没有。
    """
    # TODO：在这里写 all_paths，替换下一行
    raise NotImplementedError("all_paths: 还没有写")


def along_path(graph, path):
    """链式法则：一条路径的各个箭头上的局部梯度的乘积。

    文件开头导入的 `pairwise` 给出一条路径的箭头：["b", "d", "e"] 的箭头是 ("b", "d") 和 ("d", "e")。

    参数：
        graph：字典的字典，见本文件开头的说明。
        path：节点名字的列表，相邻的两个之间有箭头。

    返回：
        一个数；路径只有一个节点时是 1。

    手算：a = 2、b = 1 时，路径 ["b", "d", "e"] 给出 1 * 3 = 3。在图 {"i": {"j": -2.0}, "j": {"k": 5.0}} 中，路径
    ["i", "j", "k"] 给出 -10。
    """
    # TODO：在这里写 along_path，替换下一行
    raise NotImplementedError("along_path: 还没有写")


def sum_over_paths(graph, start, end):
    """节点 `end` 对节点 `start` 的导数：把所有路径的乘积相加。

    参数：
        graph：字典的字典，见本文件开头的说明。
        start、end：节点的名字，字符串。

    返回：
        一个数；没有路径通到 `end` 时是 0。

    手算：a = 2、b = 1 时，e 对 b 的导数是 1 * 2 + 1 * 3 = 5。
    """
    # TODO：在这里写 sum_over_paths，替换下一行
    raise NotImplementedError("sum_over_paths: 还没有写")


def backward(a, b, upstream):
    """e = (a + b) * (b + 1) 的两个导数，从右到左穿过这张图来求。

    e 本身可以是一张更大的图里的节点。`upstream` 是那张图的最后一个节点 z 对 e 的导数：它从右侧传到 e，e 左边的每个导
    数都含有这个因子。（e 就是最后一个节点时，`upstream` 是 1。）

    参数：
        a、b：输入，浮点数。
        upstream：dz/de，浮点数。

    返回：
        由两个数组成的元组 (dz/da, dz/db)。

    手算：backward(2.0, 1.0, 1.0) 是 (2.0, 5.0)，backward(0.5, 3.0, -2.0) 是 (-8.0, -15.0)。
    """
    # TODO：在这里写 backward，替换下一行
    raise NotImplementedError("backward: 还没有写")
