"""基于规则的系统：用知识库和规则求原函数。

机器从数据中学习之前，人把自己知道的写下来：一个知识库，以及运用它的规则。本文件就这样回答“哪个函数的导数是它？”这个问
题。它答得很好，直到来了一项，谁也没有为它写过规则。

一项是一个元组 (c, name, k)：数 c、函数种类的名字 name，以及另一个数 k。

    (c, "power", k)     c * x**k              (c, "sin^2", k)      c * sin(k*x)**2
    (c, "log", k)       c * ln|k*x|           (c, "cos^2", k)      c * cos(k*x)**2
    (c, "sin", k)       c * sin(k*x)          (c, "sin*cos", k)    c * sin(k*x) * cos(k*x)
    (c, "cos", k)       c * cos(k*x)
    (c, "exp", k)       c * exp(k*x)

所以 1/x 是 (1.0, "power", -1.0)，常数 4 是 (4.0, "power", 0.0)。函数是由项组成的列表，表示各项之和；空列表是 0。c、k
和 x 都是 Python 浮点数；除了 "power" 之外 k 不会是 0，x 也不会是 0。表里没有的种类就没有规则：这时函数抛出
`LookupError`，消息里写明种类的名字。（字典的 `KeyError` 就是一种 `LookupError`，消息里有那个键。）任何函数都不得修改
自己的参数。

这里有许多答案都对。原函数可以加一个常数，各项的顺序不限，可以拆开也可以合并。所以检查会对你的答案求导，而不看它的形
式。（列表和元组一样好，数可以是任何类型；float32 的精度足够。）
"""

import math


def value(terms, x):
    """函数在 x 处的值：各项在该处的值之和。

    参数：
        terms：由项组成的列表，上表的八个种类都可能出现。
        x：浮点数，不是 0；幂次不是整数时大于 0。

    返回：
        一个数；空列表是 0。

    异常：
        LookupError：某一项的种类不在表里时抛出，消息里写明它的名字。

    手算：value([(3.0, "power", 2.0), (1.0, "exp", 2.0)], 0.5) 是 3 * 0.25 + e = 3.468...，value([(2.0, "log", -3.0),
    (5.0, "power", 0.0)], 2.0) 是 2 * ln 6 + 5 = 8.583...
    """
    # TODO：在这里写 value，替换下一行
    raise NotImplementedError("value: 还没有写")


def known_antiderivative(term):
    """知识库：导数等于给定的项的那一项。

        x**k        x**(k + 1) / (k + 1)，但 k = -1 时是 ln|x|
        sin(k*x)    -cos(k*x) / k
        cos(k*x)    sin(k*x) / k
        exp(k*x)    exp(k*x) / k

    参数：
        term：一项 (c, name, k)。

    返回：
        一项 (c, name, k)。

    异常：
        LookupError：上面没有列出的种类都抛出，包括三种正弦与余弦的乘积，消息里写明它的名字。

    手算：(6.0, "power", 2.0) 给出 (2.0, "power", 3.0)，(4.0, "power", -1.0) 给出 (4.0, "log", 1.0)，(5.0, "sin", 2.0)
    给出 (-2.5, "cos", 2.0)。
    """
    # TODO：在这里写 known_antiderivative，替换下一行
    raise NotImplementedError("known_antiderivative: 还没有写")


def rewrite(term):
    """三角改写：同一个函数，写成不含正弦与余弦的乘积的形式。

    用二倍角：

        sin(k*x)**2             1/2 - cos(2*k*x) / 2
        cos(k*x)**2             1/2 + cos(2*k*x) / 2
        sin(k*x) * cos(k*x)     sin(2*k*x) / 2

    参数：
        term：任意种类的一项 (c, name, k)，种类也可以是未知的。

    返回：
        由项组成的列表，其中没有 "sin^2"、"cos^2" 或 "sin*cos"，并且在每个 x 处各项之和都等于原来的项。其他种类的项原
        样返回，放在只有一项的列表里。

    手算：(3.0, "sin*cos", 5.0) 给出 [(1.5, "sin", 10.0)]，(4.0, "sin^2", 3.0) 给出
    [(2.0, "power", 0.0), (-2.0, "cos", 6.0)]。
    """
    # TODO：在这里写 rewrite，替换下一行
    raise NotImplementedError("rewrite: 还没有写")


def antiderivative(terms):
    """导数等于给定函数的函数，用线性法则来求：和的原函数等于各个原函数之和。

    先改写每一项，再到知识库里查。

    参数：
        terms：由项 (c, name, k) 组成的列表。

    返回：
        由项组成的列表：任何一个原函数都可以。

    异常：
        LookupError：某一项没有规则时抛出，消息里写明它的种类的名字。（"log" 也没有：它的原函数不在知识库里。）

    手算：[(6.0, "power", 2.0), (3.0, "sin*cos", 5.0)]，即 6 * x**2 + 3 * sin(5*x) * cos(5*x)，给出
    [(2.0, "power", 3.0), (-0.15, "cos", 10.0)]。-0.15 * cos(10*x) 的导数是 1.5 * sin(10*x)。
    """
    # TODO：在这里写 antiderivative，替换下一行
    raise NotImplementedError("antiderivative: 还没有写")


def integral(terms, a, b):
    """函数从 a 到 b 的积分：F(b) - F(a)，F 是任意一个原函数。

    参数：
        terms：由项 (c, name, k) 组成的列表。
        a、b：正负号相同的浮点数，所以 0 不在它们之间；b 可以小于 a。

    返回：
        一个数。

    异常：
        LookupError：与 `antiderivative` 相同。

    手算：[(6.0, "power", 2.0)] 从 1 到 2 的积分是 2 * 8 - 2 * 1 = 14。
    """
    # TODO：在这里写 integral，替换下一行
    raise NotImplementedError("integral: 还没有写")


def missing_rules(terms):
    """`antiderivative` 没有规则的那些种类：等着系统的维护者去做的工作。

    参数：
        terms：由项 (c, name, k) 组成的列表。

    返回：
        名字的列表，每个名字一次，按首次出现的顺序排列；每一项都有规则时为空。

    手算：[(1.0, "tan", 1.0), (2.0, "sin", 3.0), (5.0, "sqrt", 1.0), (1.0, "tan", 2.0)] 给出 ["tan", "sqrt"]。
    """
    # TODO：在这里写 missing_rules，替换下一行
    raise NotImplementedError("missing_rules: 还没有写")
