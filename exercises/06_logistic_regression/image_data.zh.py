"""把图像变成张量：MNIST 的手写数字和 CIFAR-10 的照片，由 torchvision 读取。

MNIST 有 10 类，即数字 0 到 9：60,000 张训练图像和 10,000 张测试图像，每张是 28 x 28 个灰度像素。CIFAR-10 也有 10 类
（飞机、汽车、鸟、猫、鹿、狗、青蛙、马、船、卡车）：50,000 张和 10,000 张图像，每张是 32 x 32 个像素，有三种颜色。在磁
盘上，像素是从 0 到 255 的字节；模型得到的是从 0 到 1 的数。

`root` 是数据集所在文件夹的路径。这里什么也不下载：函数只读取已有的文件。文件缺失或损坏时，调用者会得到一个错误：
torchvision 自己的错误（RuntimeError），或者 FileNotFoundError 之类的 OSError。想得到真正的文件，请自己调用一次
`torchvision.datasets.MNIST("data", download=True)`。
"""

import torch
from torchvision import datasets


def load_mnist(root, train):
    """MNIST 的一部分：图像和它们的标签。

    由 `datasets.MNIST(root, train=...)` 读取。torchvision 的数据集是由一对对 (图像, 标签) 组成的序列，
    `transforms.ToTensor()` 把一张图像变成张量；它还把全部图像放在一个字节张量 `data` 里，形状为 (N, 28, 28)，全部标签
    在 `targets` 里。

    参数：
        root：包含 `MNIST/raw` 的文件夹的路径，字符串。
        train：True 为训练图像，False 为测试图像。

    返回：
        两个张量 (images, labels)，按文件中的顺序。`images`：float32，形状为 (N, 1, 28, 28)：一个通道，然后是行，然后
        是列；每个字节除以 255，所以是从 0 到 1 的数。`labels`：数字，int64，形状为 (N,)。

    手算：值为 51 的像素变成 51 / 255 = 0.2。
    """
    # TODO：在这里写 load_mnist，替换下一行
    raise NotImplementedError("load_mnist: 还没有写")


def load_cifar10(root, train):
    """CIFAR-10 的一部分：图像和它们的标签。

    由 `datasets.CIFAR10(root, train=...)` 读取，它会把文件的 MD5 值与真正的文件比较：文件损坏时抛出 RuntimeError。它
    也是由一对对 (图像, 标签) 组成的序列；它的 `data` 是形状为 (N, 32, 32, 3) 的 NumPy 字节数组，颜色在最后，它的
    `targets` 是列表。

    参数：
        root：包含 `cifar-10-batches-py` 的文件夹的路径，字符串。
        train：True 为训练图像，False 为测试图像。

    返回：
        两个张量 (images, labels)，按文件中的顺序。`images`：float32，形状为 (N, 3, 32, 32)：红、绿、蓝，然后是行，然
        后是列；每个字节除以 255。`labels`：类别的编号，int64，形状为 (N,)。

    手算：图像 n 的红色通道是 images[n, 0]，其中第 i 行第 j 列是 dataset.data[n, i, j, 0] / 255。
    """
    # TODO：在这里写 load_cifar10，替换下一行
    raise NotImplementedError("load_cifar10: 还没有写")


def class_counts(labels, classes):
    """每一类有多少个样本。

    参数：
        labels：类别的编号，形状为 (N,) 的 int64 张量，N 至少是 1。
        classes：类别的个数，整数；标签从 0 到 classes - 1，有的可能不出现。

    返回：
        由 `classes` 个整数组成的列表（或张量）：位置 c 处是标签 c 出现的次数。

    手算：labels = 3, 0, 3, 1，classes = 5 给出 [1, 1, 0, 2, 0]。
    """
    # TODO：在这里写 class_counts，替换下一行
    raise NotImplementedError("class_counts: 还没有写")


def class_shares(labels, classes):
    """每一类占样本的多大比例：它的个数除以样本的个数。

    总是回答最常见的那一类的模型，答对的比例就是其中最大的一个：准确率要与它比较。

    参数：
        labels：类别的编号，形状为 (N,) 的 int64 张量，N 至少是 1。
        classes：类别的个数，整数。

    返回：
        由 `classes` 个从 0 到 1 的数组成的列表（或张量），和为 1。

    手算：labels = 3, 0, 3, 1，classes = 5 给出 [0.25, 0.25, 0, 0.5, 0]。
    """
    # TODO：在这里写 class_shares，替换下一行
    raise NotImplementedError("class_shares: 还没有写")


def two_classes(images, labels, negative, positive):
    """两个类别的样本，标签为 0 和 1：二分类器要学的就是它们。

    参数：
        images：形状为 (N, ...) 的 float32 张量：N 张任意形状的图像。
        labels：类别的编号，形状为 (N,) 的 int64 张量。可能有其他类别的；这两类各至少出现一次。
        negative：标签为 0 的类别，整数。
        positive：标签为 1 的类别，整数，与前者不同；它可以是两者中较小的一个。

    返回：
        只属于这两类的 (images, labels)，保持原来的顺序：`images` 的形状为 (M, ...)；M 个标签，每个是 0 或 1（False 和
        True 也可以），放在列表或形状为 (M,) 的张量里。

    手算：labels = 7, 4, 1, 7，negative = 7，positive = 1 时，留下第一、第三和第四张图像，标签为 0, 1, 0。
    """
    # TODO：在这里写 two_classes，替换下一行
    raise NotImplementedError("two_classes: 还没有写")


def most_likely(probabilities):
    """分类器判定的类别：对每个样本，是概率最大的那一类。

    回归回答一个数，分类回答一个类别：它给每个类别一个概率，最大的概率所在的位置就是答案。

    参数：
        probabilities：形状为 (N, C) 的 float64 张量，N 至少是 1：每行是一个样本属于 C 个类别的概率。一行中没有两个概
            率相等。

    返回：
        由 N 个整数组成的列表（或张量），从 0 到 C - 1。

    手算：两行 (0.1, 0.7, 0.2) 和 (0.5, 0.2, 0.3) 给出 [1, 0]。
    """
    # TODO：在这里写 most_likely，替换下一行
    raise NotImplementedError("most_likely: 还没有写")
