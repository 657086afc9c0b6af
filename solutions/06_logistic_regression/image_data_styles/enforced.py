"""Every precondition of the texts is enforced: what they do not allow raises an error."""

from dataclasses import dataclass

import torch
from torchvision import datasets


@dataclass(frozen=True)
class Labels:
    values: torch.Tensor
    classes: int

    def __post_init__(self):
        if type(self.classes) is not int or self.classes < 1:
            raise TypeError(f"classes should be an int, not {self.classes!r}")
        check_labels(self.values)
        if self.values.min() < 0 or self.values.max() >= self.classes:
            raise ValueError(f"labels should be from 0 to {self.classes - 1}")

    @property
    def counts(self):
        return [self.values.eq(c).sum().item() for c in range(self.classes)]


def check_labels(labels):
    if not isinstance(labels, torch.Tensor) or labels.dtype != torch.int64:
        raise TypeError("labels should be an int64 tensor")
    if labels.dim() != 1 or labels.numel() == 0:
        raise ValueError(f"labels should have shape (N,), N at least 1, not {tuple(labels.shape)}")


def check_part(root, train):
    if type(root) is not str:
        raise TypeError("root should be a string")
    if type(train) is not bool:
        raise TypeError("train should be True or False")


def load_mnist(root, train):
    check_part(root, train)
    mnist = datasets.MNIST(root, train=train)
    images = mnist.data.to(torch.float32).div(255.0).reshape(-1, 1, 28, 28)
    assert images.min() >= 0 and images.max() <= 1
    return images, mnist.targets.to(torch.int64)


def load_cifar10(root, train):
    check_part(root, train)
    cifar = datasets.CIFAR10(root, train=train)
    images = torch.as_tensor(cifar.data).movedim(-1, 1).to(torch.float32).div(255.0)
    if images.shape[1:] != (3, 32, 32):
        raise ValueError(f"images of shape {tuple(images.shape)}")
    return images.contiguous(), torch.as_tensor(cifar.targets, dtype=torch.int64)


def class_counts(labels, classes):
    return Labels(labels, classes).counts


def class_shares(labels, classes):
    counts = Labels(labels, classes).counts
    shares = [count / sum(counts) for count in counts]
    assert abs(sum(shares) - 1) < 1e-9
    return shares


def two_classes(images, labels, negative, positive):
    check_labels(labels)
    if images.dtype != torch.float32:
        raise TypeError("images should be float32")
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images and {len(labels)} labels")
    for name in (negative, positive):
        if type(name) is not int:
            raise TypeError("a class is an int")
        if name not in labels.tolist():
            raise ValueError(f"class {name} does not occur")
    if negative == positive:
        raise ValueError("negative and positive are the same class")
    wanted = {negative: 0, positive: 1}
    places = [i for i, label in enumerate(labels.tolist()) if label in wanted]
    return images[places], torch.tensor([wanted[labels[i].item()] for i in places])


def most_likely(probabilities):
    if probabilities.dtype != torch.float64 or probabilities.dim() != 2 or not len(probabilities):
        raise TypeError("probabilities should be a float64 tensor of shape (N, C)")
    answers = []
    for row in probabilities.tolist():
        if min(row) < 0 or max(row) > 1 or abs(sum(row) - 1) > 1e-9:
            raise ValueError(f"{row} are no probabilities")
        if len(set(row)) < len(row):
            raise ValueError(f"two probabilities of {row} are equal")
        answers.append(row.index(max(row)))
    return answers
