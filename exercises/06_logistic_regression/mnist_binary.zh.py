"""区分两个数字：图像的逻辑回归，从读取文件到准确率。

28 x 28 像素的图像变成由 784 个数组成的一行，模型是有 784 个权重的线性单元。它给出“这是第二个数字”的得分（logit）；损
失函数是接受得分的 `BCEWithLogitsLoss`。训练按小批量进行。在真正的 MNIST 数字上，例如 0 和 1，准确率超过 0.99。

图像是形状为 (N, pixels) 的 float32 张量，标签是形状为 (N, 1) 的 float32 张量，每个是 0.0 或 1.0：两者都是每行一个样
本。除了被训练的模型之外，任何函数都不得修改自己的参数。
"""

import torch
from torchvision import datasets


def load_two_digits(root, train, negative, positive):
    """MNIST 中两个数字的图像，可以直接用于二分类器。

    `datasets.MNIST(root, train=...)` 读取已有的文件，什么也不下载。它把全部图像以字节放在 `data` 里，形状为
    (N, 28, 28)，全部数字在 `targets` 里。

    参数：
        root：包含 `MNIST/raw` 的文件夹的路径，字符串。
        train：True 为训练图像，False 为测试图像。
        negative：标签为 0 的数字，整数。
        positive：标签为 1 的数字，整数，与前者不同；它可以是两者中较小的一个。

    返回：
        两个张量 (images, labels)，按文件中的顺序，去掉其他数字。`images`：float32，形状为 (M, 784)，每个字节除以
        255。`labels`：float32，形状为 (M, 1)。

    手算：数字 7, 1, 3, 7，negative = 7，positive = 3 时，留下三张图像，标签为 0, 1, 0。
    """
    # TODO：在这里写 load_two_digits，替换下一行
    raise NotImplementedError("load_two_digits: 还没有写")


class BinaryClassifier(torch.nn.Module):
    """一个线性单元：给每张图像一个得分，正类更有可能时大于 0。"""

    def __init__(self, pixels):
        """建立线性单元 `torch.nn.Linear(pixels, 1)`，所有权重和偏置都是 0。

        逻辑回归的代价只有一个谷，所以从哪里开始都行；从 0 开始，每次运行就都一样。

        参数：
            pixels：一张图像有多少个数，整数。
        """
        # TODO：在这里写 BinaryClassifier.__init__，替换下一行
        raise NotImplementedError("BinaryClassifier.__init__: 还没有写")

    def forward(self, images):
        """一批图像的得分：线性单元的输出，不经过逻辑函数。

        参数：
            images：形状为 (N, pixels) 的 float32 张量。

        返回：
            形状为 (N, 1) 的张量。
        """
        # TODO：在这里写 BinaryClassifier.forward，替换下一行
        raise NotImplementedError("BinaryClassifier.forward: 还没有写")


def batches(images, labels, batch_size, generator):
    """一轮的小批量：所有样本各一次，随机排列，切成若干段。

    顺序由 `torch.randperm(N, generator=generator)` 给出，每次调用只抽取一次。其中最前面的 `batch_size` 个样本是第一
    批，依此类推；`batch_size` 不能整除 N 时，最后一批小一些。

    参数：
        images：形状为 (N, pixels) 的张量。
        labels：形状为 (N, 1) 的张量。
        batch_size：整数，至少是 1。
        generator：一个 torch.Generator；顺序不由别的东西决定。

    返回：
        由一对对 (images, labels) 组成的列表，每批一对：图像和它们自己的标签。

    手算：如果抽到的顺序是 2, 0, 1，大小为 2 的各批先是样本 2 和 0，然后是样本 1。
    """
    # TODO：在这里写 batches，替换下一行
    raise NotImplementedError("batches: 还没有写")


def train_epoch(model, criterion, optimizer, epoch_batches):
    """一轮：每个小批量之后更新一次。

    参数：
        model：给出图像得分的模块。
        criterion：损失函数，对一批取平均，以 criterion(scores, labels) 调用。
        optimizer：用于模型参数的优化器。
        epoch_batches：由一对对 (images, labels) 组成的列表，至少一对。

    返回：
        一个浮点数：这一轮所有样本的损失的平均值，每个损失都在那一批更新之前求。各批的大小可能不同：一批有几个样本，它
            的损失就计几次。

    手算：两批分别有 3 和 1 个样本，损失为 0.4 和 0.8，给出 (3 * 0.4 + 1 * 0.8) / 4 = 0.5。
    """
    # TODO：在这里写 train_epoch，替换下一行
    raise NotImplementedError("train_epoch: 还没有写")


def fit(images, labels, epochs, batch_size, lr, generator):
    """整个过程：一个新的 BinaryClassifier，用 `BCEWithLogitsLoss` 和 `torch.optim.SGD` 训练。

    每一轮先用 `batches` 抽取自己的小批量，再运行 `train_epoch`。

    参数：
        images：形状为 (N, pixels) 的 float32 张量。
        labels：形状为 (N, 1) 的 float32 张量。
        epochs：整数，可以是 0。
        batch_size：整数，至少是 1。
        lr：学习率，浮点数。
        generator：一个 torch.Generator，每一轮的顺序都由它抽取。

    返回：
        (model, losses)：训练好的 BinaryClassifier，以及由 `epochs` 个浮点数组成的列表，即每一轮的平均损失。
    """
    # TODO：在这里写 fit，替换下一行
    raise NotImplementedError("fit: 还没有写")


def predict(scores):
    """每个得分判定的类别：概率 sigma(score) 大于或等于 0.5 时是 1，否则是 0。

    哪个得分的概率恰好是 0.5？知道了答案，这里就用不着逻辑函数。

    参数：
        scores：形状为 (N, 1) 的 float32 张量。

    返回：
        形状为 (N, 1) 的张量，其中的数是 0 和 1。

    手算：得分 -0.2、0、0.3 和 4 给出 0、1、1 和 1。
    """
    # TODO：在这里写 predict，替换下一行
    raise NotImplementedError("predict: 还没有写")


def accuracy(predictions, labels):
    """预测中正确的比例。

    注意形状：(N, 1) 与 (N,) 比较，会得到 N x N 个结果的表，却不报错。

    参数：
        predictions：形状为 (N, 1) 的张量，由 0 和 1 组成，N 至少是 1。
        labels：真正的标签，0 和 1，形状为 (N, 1) 或 (N,) 的张量。

    返回：
        从 0（全错）到 1（全对）的一个数。

    手算：预测 1, 0, 1, 1 和标签 1, 0, 0, 1 给出 0.75。
    """
    # TODO：在这里写 accuracy，替换下一行
    raise NotImplementedError("accuracy: 还没有写")
