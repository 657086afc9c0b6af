"""线性单元：自己做一个 `torch.nn.Linear`。

仿射映射把每个样本，即由 `in_features` 个数组成的一行，变成由 `out_features` 个数组成的一行：y = x @ W.T + b。模块是拥
有这些参数、并且可以调用的对象。在做出 `Linear` 的路上，你会看到是什么使对象可以调用，以及 `*args` 和 `**kwargs` 有什
么用。

张量都是 float32，即 PyTorch 的默认类型，除非文档字符串另有说明。任何函数都不得修改自己的参数。这里要做的正是
`torch.nn.Linear` 和 `torch.nn.functional.linear`：不要使用它们。
"""

import math

import torch


def call_text(name, *args, **kwargs):
    """一次调用的文字：括号里按顺序写了什么。

    带有 `*args` 和 `**kwargs` 的函数接受任何参数：`args` 是没有名字的参数组成的元组，`kwargs` 是有名字的参数组成的字
    典。

    参数：
        name：被调用者的名字，字符串。
        args、kwargs：任意的参数；每个都按 `repr` 的写法来写。

    返回：
        一个字符串：名字，后面的括号里是各个参数，用 ", " 隔开。

    手算：call_text("f") 是 "f()"；call_text("f", 1, "x", lr=0.5) 是 "f(1, 'x', lr=0.5)"。
    """
    # TODO：在这里写 call_text，替换下一行
    raise NotImplementedError("call_text: 还没有写")


class CountedCall:
    """可以调用的对象：把每次调用转交给一个函数，并数调用了多少次。

    counted = CountedCall(max)
    counted(3, 7)        # 7：Python 运行的是 counted.__call__(3, 7)
    counted.calls        # 1
    """

    def __init__(self, function):
        """保存函数；`calls` 是到目前为止的调用次数，起初是 0。

        参数：
            function：任何可以调用的东西。
        """
        # TODO：在这里写 CountedCall.__init__，替换下一行
        raise NotImplementedError("CountedCall.__init__: 还没有写")

    def __call__(self, *args, **kwargs):
        """计一次调用，再用同样的参数调用函数，返回它返回的东西。

        即使函数抛出异常，这次调用也算数；异常继续传给调用者。
        """
        # TODO：在这里写 CountedCall.__call__，替换下一行
        raise NotImplementedError("CountedCall.__call__: 还没有写")


def parameter_shapes(x, y):
    """把像 x 那样的输入变成像 y 那样的输出的线性单元，其权重和偏置的形状。

    行是样本，列是它的特征：x 的形状是 (N, in_features)，y 的是 (N, out_features)。

    参数：
        x、y：float64 张量；应当各有两个轴，行数相同。

    返回：
        一对形状，即 `x @ W.T + b` 中 W 的和 b 的：(out_features, in_features) 和 (out_features,)。

    异常：
        ValueError：x 或 y 不是两个轴，或者行数不同时抛出。

    手算：x 的形状为 (5, 3)，y 的形状为 (5, 2) 时，给出 ((2, 3), (2,))。
    """
    # TODO：在这里写 parameter_shapes，替换下一行
    raise NotImplementedError("parameter_shapes: 还没有写")


def affine(x, weight, bias=None):
    """仿射映射 y = x @ W.T + b，对每个样本分别计算。

    参数：
        x：形状为 (..., in_features) 的 float64 张量：最后一个轴是特征，它前面的轴（没有、一个或几个）说明是哪个样本。
        weight：W，形状为 (out_features, in_features) 的 float64 张量。
        bias：b，形状为 (out_features,) 的 float64 张量；没有偏置的映射为 None。

    返回：
        y，形状为 (..., out_features)。float32 的精度足够。

    手算：x = [[1, 2]]，weight = [[3, 4], [5, 6], [7, 8]]，bias = [0.5, 0, -1] 给出 [[11.5, 17, 22]]。
    """
    # TODO：在这里写 affine，替换下一行
    raise NotImplementedError("affine: 还没有写")


class Linear(torch.nn.Module):
    """带有自己的参数的仿射映射，可以与 `torch.nn.Linear` 互换。

    layer = Linear(3, 2)
    y = layer(x)         # x 的形状为 (..., 3)，y 的形状为 (..., 2)

    其余的都由 `torch.nn.Module` 提供：调用这个对象就会运行 `forward`；赋给属性的参数，`parameters()` 和
    `state_dict()` 都能找到。
    """

    def __init__(self, in_features, out_features, bias=True):
        """建立参数。

        `weight` 的形状是 (out_features, in_features)，`bias` 的形状是 (out_features,)；两者都以这些名字成为
        `torch.nn.Parameter`，都是 float32，都需要梯度。bias=False 时，属性 `bias` 是 None，权重是唯一的参数。起初都是
        随机数，在 -1/sqrt(in_features) 和 1/sqrt(in_features) 之间均匀分布，每个对象都重新抽取（`torch.rand` 在 0 和
        1 之间抽取）。

        参数：
            in_features、out_features：整数，至少是 1。
            bias：是否有偏置。
        """
        # TODO：在这里写 Linear.__init__，替换下一行
        raise NotImplementedError("Linear.__init__: 还没有写")

    def forward(self, x):
        """用对象自己的参数做仿射映射。

        参数：
            x：形状为 (..., in_features) 的 float32 张量。

        返回：
            形状为 (..., out_features) 的 float32 张量，梯度可以穿过它传到 x、权重和偏置。
        """
        # TODO：在这里写 Linear.forward，替换下一行
        raise NotImplementedError("Linear.forward: 还没有写")


def snapshot(module):
    """模块参数的副本，以便将来恢复。

    `module.state_dict()` 里是参数自己的内存：继续训练，它就跟着变。

    参数：
        module：一个 torch.nn.Module，除了参数之外什么也不保存（没有缓冲区）。

    返回：
        字典，由每个参数的名字到它的值的副本：dtype 与参数相同的张量，以后的训练不会改变它，它不需要梯度，也不带计算
        图。可以用 `module.load_state_dict(...)` 恢复。

    手算：留一份副本，训练一步，再 `load_state_dict`：参数与原来一样。
    """
    # TODO：在这里写 snapshot，替换下一行
    raise NotImplementedError("snapshot: 还没有写")
