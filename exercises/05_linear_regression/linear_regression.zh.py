"""用 PyTorch 的方式做线性回归：数据、模型、损失函数与优化器、训练循环、测试。

第 3 章和第 4 章手写了前向、代价、梯度和更新。这里由 `torch.nn` 和 `torch.optim` 来做，留给你的是按正确的顺序把各部分
组合起来。训练循环的一步总是

    前向 -> 损失 -> 梯度清零 -> 反向 -> 更新

N 个样本的数据集是一对形状为 (N, 1) 的 float32 张量 x 和 y：每行一个样本，每列一个特征。这里的一切都要能用于传入的任何
模型、损失函数和优化器，而不只是你自己的。
"""

import torch


def prepare_data(xs, ys):
    """做成数据集的张量：每行一个样本。

    参数：
        xs、ys：各 N 个 Python 的数（整数或浮点数，也可以混用），用列表；或用形状为 (N,) 的 NumPy 数组，任何整数或浮点
            dtype。N 至少是 1。

    返回：
        一对 (x, y)，两个形状为 (N, 1) 的 float32 张量。层的参数就是 float32；用整数或 float64，`torch.nn.Linear` 会报
        错。

    手算：prepare_data([1, 2, 3], [2, 4, 6]) 给出 x = [[1.], [2.], [3.]]，y = [[2.], [4.], [6.]]。
    """
    # TODO：在这里写 prepare_data，替换下一行
    raise NotImplementedError("prepare_data: 还没有写")


class LinearModel(torch.nn.Module):
    """模型 y_hat = x * w + b：一个线性单元，一个输入，一个输出。

    `torch.nn.Linear(1, 1)` 就是这样的单元；用什么属性名保存它，由你决定。模型有一个形状为 (1, 1) 的权重和一个形状为
    (1,) 的偏置，都是 float32，都需要梯度，`parameters()` 都能找到。
    """

    def __init__(self):
        """建立这个层。"""
        # TODO：在这里写 LinearModel.__init__，替换下一行
        raise NotImplementedError("LinearModel.__init__: 还没有写")

    def forward(self, x):
        """一批样本的预测。

        参数：
            x：形状为 (N, 1) 的 float32 张量。

        返回：
            y_hat，形状为 (N, 1) 的 float32 张量，梯度可以穿过它传到权重和偏置。

        手算：w = 2，b = 0.5 把 [[1.], [4.]] 变成 [[2.5], [8.5]]。
        """
        # TODO：在这里写 LinearModel.forward，替换下一行
        raise NotImplementedError("LinearModel.forward: 还没有写")


def make_criterion():
    """损失函数：均方误差。

    返回：
        一个对象，以 criterion(y_hat, y) 调用，参数是两个形状相同的张量；给出只有一个数的张量，即 (y_hat - y)**2 的平
        均值，对它可以调用 backward()。

    手算：y_hat = [[1.], [2.], [3.]]，y = [[2.], [4.], [6.]] 给出 4.666... y_hat = [[1.], [3.]]，y = [[2.], [7.]] 给出
    8.5。
    """
    # TODO：在这里写 make_criterion，替换下一行
    raise NotImplementedError("make_criterion: 还没有写")


def make_optimizer(model, lr):
    """优化器：最普通的随机梯度下降，与 `torch.optim.SGD` 相同，用于这个模型的所有参数。

    参数：
        model：一个 torch.nn.Module，有一层或多层。
        lr：学习率，大于 0 的浮点数。

    返回：
        优化器。它的 step() 把模型的每个参数 p 原地移到 p - lr * p.grad，各步之间什么也不保留；它的 zero_grad() 之后，
        每个 p.grad 是 None 或 0。

    手算：p = 3，p.grad = 4，lr = 0.1 时，p 变成 2.6。
    """
    # TODO：在这里写 make_optimizer，替换下一行
    raise NotImplementedError("make_optimizer: 还没有写")


def training_step(model, criterion, optimizer, x, y):
    """训练循环的一步：前向，损失，梯度清零，反向，更新。

    上一步的梯度不得算进下一步：backward() 是往已有的数上加。

    参数：
        model：以 model(x) 调用。
        criterion：以 criterion(y_hat, y) 调用，给出只有一个数的张量。
        optimizer：用于模型参数的优化器，有 zero_grad() 和 step()。
        x、y：样本，形状为 (N, 1) 的 float32 张量。

    返回：
        更新之前的损失，Python 浮点数（`.item()`）：是数，不是张量；张量会使整张计算图一直留在内存里。

    手算：w = 1，b = 0，x = [[1.], [2.], [3.]]，y = [[2.], [4.], [6.]]，用 lr = 0.01 的 SGD，返回 4.666...；之后 w =
    1.0933...，b = 0.04。w = 2，b = 1，x = [[1.], [3.]]，y = [[4.], [5.]]，lr = 0.1，返回 2.5；之后 w = 1.5，b = 0.9。
    """
    # TODO：在这里写 training_step，替换下一行
    raise NotImplementedError("training_step: 还没有写")


def train(model, criterion, optimizer, x, y, epochs):
    """在整个数据集上训练：训练循环走 `epochs` 步。

    参数：
        model、criterion、optimizer、x、y：与 `training_step` 相同。
        epochs：多少步，整数，可以是 0。

    返回：
        `epochs` 个损失的列表，Python 浮点数，每个都是那一轮更新之前的损失。模型原地训练。

    手算：对 `training_step` 的例子，epochs = 2 时，列表是 [4.666..., 3.692...]。
    """
    # TODO：在这里写 train，替换下一行
    raise NotImplementedError("train: 还没有写")


def predict(model, x):
    """把训练好的模型用在一个数上，例如 x = 4。

    参数：
        model：与 LinearModel 一样，接受形状为 (N, 1) 的 float32 张量。
        x：Python 的数，整数或浮点数。

    返回：
        预测，Python 浮点数。

    手算：w = 2，b = 0.5 时，predict(model, 4) 是 8.5。
    """
    # TODO：在这里写 predict，替换下一行
    raise NotImplementedError("predict: 还没有写")


def train_in_random_order(model, criterion, optimizer, x, y, epochs, batch_size):
    """小批量训练：每一轮样本都按新的随机顺序排列，切成若干批。

    每一批走一步训练循环。每一轮中，每个样本恰好在一批里；每批有 `batch_size` 个样本，一轮的最后一批可以少一些。样本的
    x 和 y 不能分开。怎样抽取顺序（torch.randperm、设了 shuffle=True 而不用 worker 的 DataLoader……）由你决定：这里看重
    的是每一批都走了一步，而不是中间得到哪些数。

    参数：
        model、criterion、optimizer、x、y：与 `training_step` 相同。
        epochs：把数据集看多少遍，整数，至少是 1。
        batch_size：整数，至少是 1。

    返回：
        由 `epochs` 个 Python 浮点数组成的列表：每一轮之后整个数据集上的损失，测量时不训练。

    手算：5 个样本，batch_size = 2，每一轮走三步，分别有 2、2 和 1 个样本。
    """
    # TODO：在这里写 train_in_random_order，替换下一行
    raise NotImplementedError("train_in_random_order: 还没有写")
