"""Images as tensors: MNIST's handwritten digits and CIFAR-10's photographs, read by torchvision.

MNIST has 10 classes, the digits 0 to 9: 60,000 images to train with and 10,000 to test with, of 28 x 28 grey pixels.
CIFAR-10 has 10 classes too (airplane, automobile, bird, cat, deer, dog, frog, horse, ship, truck): 50,000 and 10,000
images of 32 x 32 pixels in three colours. On disk a pixel is a byte from 0 to 255; a model gets numbers from 0 to 1.

`root` is the path of the folder in which the data set lies. Nothing is downloaded here: a function reads what is there.
Where files are missing or damaged, the caller gets an error: torchvision's own (a RuntimeError), or an OSError such as
FileNotFoundError. To get the real files once, call `torchvision.datasets.MNIST("data", download=True)` yourself.
"""

import torch
from torchvision import datasets


def load_mnist(root, train):
    """One part of MNIST: its images and their labels.

    `datasets.MNIST(root, train=...)` reads them. A torchvision data set is a sequence of pairs (image, label), and
    `transforms.ToTensor()` makes a tensor of an image; it also has all images as one tensor of bytes, `data`, of shape
    (N, 28, 28), and all labels, `targets`.

    Args:
        root: the path of the folder that holds `MNIST/raw`, a string.
        train: True for the images to train with, False for those to test with.

    Returns:
        Two tensors (images, labels), in the order of the files. `images`: float32, shape (N, 1, 28, 28): one channel,
        then rows, then columns; each byte divided by 255, so that it is from 0 to 1. `labels`: the digits, int64, shape
        (N,).

    By hand: a pixel of 51 becomes 51 / 255 = 0.2.
    """
    # TODO: write load_mnist here, in place of the next line
    raise NotImplementedError("load_mnist: not written yet")


def load_cifar10(root, train):
    """One part of CIFAR-10: its images and their labels.

    `datasets.CIFAR10(root, train=...)` reads them, and compares the files' MD5 sums with those of the real ones: a file
    that is damaged raises RuntimeError. It is a sequence of pairs (image, label) too; its `data` is a NumPy array of
    bytes of shape (N, 32, 32, 3), with the colours last, and its `targets` a list.

    Args:
        root: the path of the folder that holds `cifar-10-batches-py`, a string.
        train: True for the images to train with, False for those to test with.

    Returns:
        Two tensors (images, labels), in the order of the files. `images`: float32, shape (N, 3, 32, 32): red, green and
        blue, then rows, then columns; each byte divided by 255. `labels`: the classes' numbers, int64, shape (N,).

    By hand: the red channel of image n is images[n, 0], and row i, column j of it is dataset.data[n, i, j, 0] / 255.
    """
    # TODO: write load_cifar10 here, in place of the next line
    raise NotImplementedError("load_cifar10: not written yet")


def class_counts(labels, classes):
    """How many samples each class has.

    Args:
        labels: numbers of classes, an int64 tensor of shape (N,), N at least 1.
        classes: the number of classes, an int; labels are from 0 to classes - 1, and some may not occur.

    Returns:
        A list (or tensor) of `classes` whole numbers: at position c, how often the label c occurs.

    By hand: labels = 3, 0, 3, 1 and classes = 5 give [1, 1, 0, 2, 0].
    """
    # TODO: write class_counts here, in place of the next line
    raise NotImplementedError("class_counts: not written yet")


def class_shares(labels, classes):
    """Which share of the samples each class has: its count divided by the number of samples.

    A model that always answers the commonest class is right in the largest of these shares: that is what an accuracy
    has to be compared with.

    Args:
        labels: numbers of classes, an int64 tensor of shape (N,), N at least 1.
        classes: the number of classes, an int.

    Returns:
        A list (or tensor) of `classes` numbers from 0 to 1, of sum 1.

    By hand: labels = 3, 0, 3, 1 and classes = 5 give [0.25, 0.25, 0, 0.5, 0].
    """
    # TODO: write class_shares here, in place of the next line
    raise NotImplementedError("class_shares: not written yet")


def two_classes(images, labels, negative, positive):
    """The samples of two classes, with labels 0 and 1: what a binary classifier learns from.

    Args:
        images: a float32 tensor of shape (N, ...): N images of any shape.
        labels: numbers of classes, an int64 tensor of shape (N,). Some may be of other classes; each of these two
            occurs at least once.
        negative: the class that gets the label 0, an int.
        positive: the class that gets the label 1, an int, not the same; it may be the smaller of the two.

    Returns:
        (images, labels) of these two classes only, in the order in which they were: `images` of shape (M, ...), and M
        labels, each 0 or 1 (False and True will do), in a list or tensor of shape (M,).

    By hand: labels = 7, 4, 1, 7, with negative = 7 and positive = 1, keep the first, third and fourth image, with the
    labels 0, 1, 0.
    """
    # TODO: write two_classes here, in place of the next line
    raise NotImplementedError("two_classes: not written yet")


def most_likely(probabilities):
    """The classes that a classifier decides for: for each sample the one with the largest probability.

    Regression answers with a number, classification with a class: it gives each class a probability, and the answer is
    the place of the largest.

    Args:
        probabilities: a float64 tensor of shape (N, C), N at least 1: each row holds the probabilities of C classes
            for one sample. No two probabilities of a row are equal.

    Returns:
        A list (or tensor) of N whole numbers, from 0 to C - 1.

    By hand: the rows (0.1, 0.7, 0.2) and (0.5, 0.2, 0.3) give [1, 0].
    """
    # TODO: write most_likely here, in place of the next line
    raise NotImplementedError("most_likely: not written yet")
