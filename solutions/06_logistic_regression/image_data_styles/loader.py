from collections import Counter

import torch
from torch.utils.data import DataLoader
from torchvision import datasets, transforms


def whole(dataset):
    images, labels = next(iter(DataLoader(dataset, batch_size=len(dataset), shuffle=False)))
    return images, labels


def load_mnist(root, train):
    return whole(datasets.MNIST(root, train, transform=transforms.ToTensor()))


def load_cifar10(root, train):
    return whole(datasets.CIFAR10(root, train, transform=transforms.Compose([transforms.ToTensor()])))


def class_counts(labels, classes):
    counter = Counter(labels.tolist())
    return torch.tensor([counter[c] for c in range(classes)])


def class_shares(labels, classes):
    return class_counts(labels, classes) / labels.numel()


def two_classes(images, labels, negative, positive):
    index = torch.where(torch.isin(labels, torch.tensor([negative, positive])))[0]
    return images[index], torch.where(labels[index] == positive, 1, 0)


def most_likely(probabilities):
    return torch.max(probabilities, 1).indices.tolist()
