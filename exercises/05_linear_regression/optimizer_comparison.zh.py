"""比较优化器：让 `torch.optim` 里的优化器从同一个起点出发，在同样的数据上工作。

上一个练习重做了其中一些优化器；这里直接使用 PyTorch 里的所有这些。其中有一个需要的不只是梯度：LBFGS 在一步之内要在它
自己选择的几个位置求代价。所以要给 `step` 传入一个供它调用的函数，即闭包。闭包把梯度清零，做前向传播，计算代价，做反向
传播，并返回代价。其他优化器也都接受闭包，各调用它一次：于是一个函数可以用任何优化器来训练。

模型（一个 torch.nn.Module）和损失函数是传入的。数据是 float32 张量：x 的形状为 (N, features)，y 的形状为 (N, 1)。代价
是损失函数在整个数据集上的值。优化器除了学习率之外什么都不设置，其余的都保持 PyTorch 的默认值。
"""

import copy

import matplotlib.pyplot as plt
import torch

NAMES = ("SGD", "Adagrad", "Adam", "Adamax", "ASGD", "RMSprop", "Rprop", "LBFGS")


def optimizer_by_name(name, model, lr):
    """`torch.optim` 里有这个名字的优化器，用于这个模型的所有参数。

    参数：
        name：NAMES 中的一个，字符串。
        model：一个 torch.nn.Module。
        lr：学习率，大于 0 的浮点数。

    返回：
        一个新的优化器。

    异常：
        ValueError：其他任何名字都抛出，包括 `torch.optim` 里的其他名字。消息里写明要的是什么。

    手算："SGD"，lr = 0.1 时，p = 3，p.grad = 4 走一步变成 2.6；"Adam"，lr = 0.1 时变成 2.9。
    """
    # TODO：在这里写 optimizer_by_name，替换下一行
    raise NotImplementedError("optimizer_by_name: 还没有写")


def closure_step(model, criterion, optimizer, x, y):
    """任何优化器的一步，包括 LBFGS：把闭包交给 `optimizer.step`。

    闭包没有参数。每次调用时，它在参数当前的值处计算代价，只填入这个代价的梯度，并以张量返回代价。

    参数：
        model：以 model(x) 调用。
        criterion：以 criterion(y_hat, y) 调用，给出只有一个数的张量。
        optimizer：用于模型参数的任何优化器。
        x、y：样本。

    返回：
        这一步之前的代价，Python 浮点数：`optimizer.step(closure)` 返回闭包第一次返回的值。

    手算：w = 2，b = 1，x = [[1.], [3.]]，y = [[4.], [5.]]，用均方误差：lr = 0.1 的 SGD 返回 2.5，之后 w = 1.5，b =
    0.9。lr = 1 的 LBFGS 也返回 2.5，并且在这一步之内就到达 w = 0.5，b = 3.5，那里的代价是 0，只差舍入误差。
    """

    # TODO：在这里写 closure_step，替换下一行
    raise NotImplementedError("closure_step: 还没有写")


def train(model, criterion, name, lr, x, y, epochs):
    """用这个名字的优化器在整个数据集上训练：每一轮走一步。

    优化器有记忆：所有各轮都用同一个。

    参数：
        model、criterion、x、y：与 `closure_step` 相同。模型原地训练。
        name、lr：与 `optimizer_by_name` 相同。
        epochs：多少步，整数，可以是 0。

    返回：
        历史：`epochs` 个代价的列表，Python 浮点数，每个都是那一轮走一步之前的代价。

    手算：对 `closure_step` 的例子，train(model, criterion, "SGD", 0.1, x, y, 2) 返回 [2.5, 1.36]。
    """
    # TODO：在这里写 train，替换下一行
    raise NotImplementedError("train: 还没有写")


def compare(model, criterion, lrs, x, y, epochs):
    """用每个优化器训练一次，每次都从同一个起点出发。

    起点就是传入时的模型。它不得改变：每次训练都用自己的副本（`copy.deepcopy(model)` 复制模型和它的参数）。

    参数：
        model、criterion、x、y、epochs：与 `train` 相同。
        lrs：字典，由优化器的名字到它的学习率。

    返回：
        字典，由这些名字到各自的训练历史，顺序与 lrs 相同。

    手算：对 `closure_step` 的例子，lrs = {"SGD": 0.1, "Adam": 0.1}，epochs = 2 给出 {"SGD": [2.5, 1.36], "Adam":
    [2.5, 2.0]}：两个都从 2.5 开始。
    """
    # TODO：在这里写 compare，替换下一行
    raise NotImplementedError("compare: 还没有写")


def comparison_figure(histories):
    """把各个历史画成一张图里的曲线：代价随轮数的变化，每个优化器一条线。

    历史的第一个代价在第 0 轮处。横轴的标签是 "epoch"，纵轴的是 "cost"；图例（或每条线旁边的文字）写明名字。纵轴可以用
    对数刻度。样式随你，是否显示也由调用者决定：不要调用 `plt.show()`。

    参数：
        histories：字典，由名字到代价的列表，与 `compare` 返回的相同；每个列表至少有两项。

    返回：
        一个新的 matplotlib Figure。

    手算：{"SGD": [2.5, 1.36], "Adam": [2.5, 2.0]} 给出两条从 (0, 2.5) 出发的线，一条到 (1, 1.36)，一条到 (1, 2)。
    """
    # TODO：在这里写 comparison_figure，替换下一行
    raise NotImplementedError("comparison_figure: 还没有写")
