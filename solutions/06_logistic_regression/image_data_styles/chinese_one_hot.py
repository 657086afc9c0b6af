# 图像数据:MNIST 和 CIFAR-10
import torch
import torch.nn.functional as F
from torchvision import datasets


def load_mnist(root, train):
    数据 = datasets.MNIST(root, train=train)
    图像 = 数据.data.float().div(255).view(-1, 1, 28, 28)
    return 图像, 数据.targets.clone()


def load_cifar10(root, train):
    数据 = datasets.CIFAR10(root, train=train)
    图像 = torch.tensor(数据.data)          # (N, 32, 32, 3)
    图像 = 图像.transpose(2, 3).transpose(1, 2)
    return 图像.to(torch.float32) / 255.0, torch.LongTensor(数据.targets)


def class_counts(labels, classes):
    return F.one_hot(labels, classes).sum(dim=0)


def class_shares(labels, classes):
    return F.one_hot(labels, classes).double().mean(dim=0)


def two_classes(images, labels, negative, positive):
    下标 = [i for i, 标签 in enumerate(labels.tolist()) if 标签 in (negative, positive)]
    新标签 = (labels[下标] == positive).float()
    return images[下标], 新标签


def most_likely(probabilities):
    return [int(行.argmax()) for 行 in probabilities]
