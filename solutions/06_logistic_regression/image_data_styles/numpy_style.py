import numpy as np
import torch
from torchvision.datasets import CIFAR10, MNIST


def load_mnist(root, train):
    dataset = MNIST(root, train=train)
    images = dataset.data.numpy().astype(np.float32)[:, np.newaxis] / np.float32(255)
    return torch.from_numpy(images), torch.from_numpy(np.array(dataset.targets))


def load_cifar10(root, train):
    dataset = CIFAR10(root, train=train)
    images = np.transpose(dataset.data, (0, 3, 1, 2)).astype("float32") / 255
    return torch.tensor(images), torch.tensor(np.array(dataset.targets, dtype=np.int64))


def class_counts(labels, classes):
    return np.bincount(np.asarray(labels), minlength=classes)


def class_shares(labels, classes):
    counts = class_counts(labels, classes)
    return counts / counts.sum()


def two_classes(images, labels, negative, positive):
    labels = np.asarray(labels)
    chosen = np.isin(labels, [negative, positive])
    return np.asarray(images)[chosen], (labels[chosen] == positive).astype(int)


def most_likely(probabilities):
    return np.argmax(probabilities, axis=1)
