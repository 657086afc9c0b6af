"""用 PyTorch 做逻辑回归：学习了这么多小时，学生能通过考试吗？

内容与手写的相同，分成 PyTorch 的四个部分：数据、模型、损失函数与优化器、训练循环。然后是答案：对给定的小时数回答是或
否；从第几个小时起，通过比不通过更有可能；以及概率随小时数的变化。

小时数是形状为 (N, 1) 的 float32 张量，每行一个样本；标签也是 float32，0.0（未通过）或 1.0（通过），形状为 (N, 1)：形
状不同的标签或整数标签，`BCELoss` 都拒绝。
"""

import matplotlib.pyplot as plt
import torch


class LogisticRegressionModel(torch.nn.Module):
    """学习若干小时之后通过的概率：y_hat = sigma(x * w + b)，w 和 b 要由训练得到。"""

    def __init__(self):
        """建立线性单元 `torch.nn.Linear(1, 1)`：输入一个数，输出一个数。

        赋给 `self` 的属性的模块会被登记：它的参数就成了模型的参数。前提是 `torch.nn.Module` 的构造函数已经运行过。
        """
        # TODO：在这里写 LogisticRegressionModel.__init__，替换下一行
        raise NotImplementedError("LogisticRegressionModel.__init__: 还没有写")

    def forward(self, x):
        """通过的概率：线性单元的输出再经过逻辑函数。

        参数：
            x：小时数，形状为 (N, 1) 的 float32 张量。

        返回：
            概率，形状为 (N, 1) 的张量，带有自己的计算图。

        手算：w = 1，b = -4 时，4 小时给出 0.5；w = 0.5，b = -1 时，4 小时给出 0.7310...
        """
        # TODO：在这里写 LogisticRegressionModel.forward，替换下一行
        raise NotImplementedError("LogisticRegressionModel.forward: 还没有写")


def loss_from_logits(z, y):
    """二元交叉熵的平均值，直接由得分 z（logit）计算，而不由它们的概率计算。

    设 y_hat = sigma(z)，一个样本的损失 -(y * log(y_hat) + (1 - y) * log(1 - y_hat)) 变成

    max(z, 0) - z * y + log(1 + exp(-|z|))

    不管 |z| 多大，这里都不会上溢，也不会对 0 取对数。请写出这个公式；不要用 `BCEWithLogitsLoss` 之类。

    参数：
        z：得分，形状为 (N,) 的 float64 张量，大到 10000，小到 -10000。
        y：标签，形状为 (N,) 的 float64 张量，每个是 0.0 或 1.0。

    返回：
        一个数：对样本的平均值。

    手算：z = 0，y = 1 给出 log(2) = 0.6931...；z = 1000，y = 0 给出 1000；z = 2, -1，y = 1, 1 给出 0.7200...
    """
    # TODO：在这里写 loss_from_logits，替换下一行
    raise NotImplementedError("loss_from_logits: 还没有写")


def compare_losses(z, y):
    """为什么 `BCEWithLogitsLoss` 比 `BCELoss` 稳妥：对同一个得分 z 求两者，各带斜率 d loss / d z。

    `torch.nn.BCELoss` 接受概率 `torch.sigmoid(z)`，`torch.nn.BCEWithLogitsLoss` 接受 z 本身。在纸上两者的斜率相同。模
    型很有把握却错了的时候，概率会舍入到恰好 0 或 1：BCELoss 在 100 处截断，斜率是 0，什么也学不到。另一个仍然说得出得
    分错了多少，该往哪个方向改。

    使用自动求导：把 z 做成需要梯度的张量，两个损失各做一个新的。

    参数：
        z：得分，浮点数。
        y：标签，0.0 或 1.0。

    返回：
        字典：在 "BCELoss" 和 "BCEWithLogitsLoss" 之下各有一对数 (loss, slope)。

    手算：z = 0，y = 1 时，两者都是 (0.6931..., -0.5)；z = -200，y = 1 时，是 (100, 0) 和 (200, -1)。
    """
    # TODO：在这里写 compare_losses，替换下一行
    raise NotImplementedError("compare_losses: 还没有写")


def train(model, criterion, optimizer, x, y, epochs):
    """训练循环：前向、损失、梯度清零、反向、更新，共 `epochs` 次。

    每一轮同时用全部样本。

    参数：
        model：一个 LogisticRegressionModel。
        criterion：损失函数，以 criterion(y_hat, y) 调用，返回只有一个数的张量。
        optimizer：用于模型参数的优化器；`zero_grad()` 清除它们的梯度，`step()` 更新它们。
        x：小时数，形状为 (N, 1) 的 float32 张量。
        y：标签，形状为 (N, 1) 的 float32 张量。
        epochs：更新多少次，整数，可以是 0。

    返回：
        由 `epochs` 个浮点数组成的列表：每一轮更新之前的损失。是浮点数，不是张量（`loss.item()`）：张量会使整张计算图
        一直留在内存里。
    """
    # TODO：在这里写 train，替换下一行
    raise NotImplementedError("train: 还没有写")


def decide(model, x, threshold=0.5):
    """对给定的小时数回答是或否：模型认为学生会通过吗？

    概率高于阈值就回答是，否则回答否。恰好等于阈值不算高于它：概率为 0.5、阈值为 0.5 时，回答否。

    参数：
        model：一个 LogisticRegressionModel；它的概率可以随小时数上升或下降。
        x：小时数，形状为 (N, 1) 的 float32 张量，N 至少是 1：一次一整批。
        threshold：在 0 和 1 之间的浮点数；通常是 0.5，除非错答“是”比错答“否”代价更大或更小。

    返回：
        形状为 (N, 1) 的张量，True 为是，False 为否；1 和 0 也可以。

    手算：w = 1，b = -4 时，3、4 和 5 小时的概率是 0.2689...、0.5 和 0.7310...：否，否，是。threshold = 0.2 时是：是，
    是，是。w = -1，b = 4，阈值为 0.5 时是：是，否，否。
    """
    # TODO：在这里写 decide，替换下一行
    raise NotImplementedError("decide: 还没有写")


def crossing_hour(model):
    """学习多少小时之后，通过与不通过的可能性相等。

    这时概率是 0.5，所以 x * w + b = 0。可以从模型里读出 w 和 b，也可以把从 0 到 10 的区间不断减半来找。

    参数：
        model：一个 LogisticRegressionModel，随小时数上升，并且在 0 和 10 之间穿过 0.5。

    返回：
        一个数（浮点数，或只有一个数的张量），误差最多 0.00001 小时。

    手算：w = 0.5，b = -2 给出 4。
    """
    # TODO：在这里写 crossing_hour，替换下一行
    raise NotImplementedError("crossing_hour: 还没有写")


def probability_figure(model):
    """把学习 0 到 10 小时之后通过的概率画成曲线，再画出概率为 0.5 的直线。

    曲线从 0 到 10 小时，至少有 50 个点。第二条线是水平的，在 0.5 处，横贯整个范围。横轴的标签是 "Hours"，纵轴的是
    "Probability"；旁边可以有别的字，中文（时间 或 小时，概率）也可以。函数不调用 `plt.show()`：是否显示，由调用者决
    定。

    matplotlib 不能画需要梯度的张量：在 `torch.no_grad()` 之下计算曲线，或者用 `detach()`。

    参数：
        model：一个 LogisticRegressionModel。

    返回：
        一个新的 matplotlib Figure。

    手算：w = 1，b = -4 时，两条线在 4 小时处相交。
    """
    # TODO：在这里写 probability_figure，替换下一行
    raise NotImplementedError("probability_figure: 还没有写")
