"""Two digits told apart: logistic regression on images, from the files to the accuracy.

An image of 28 x 28 pixels becomes a row of 784 numbers, and the model one linear unit with 784 weights. It gives a
score (a logit) for "this is the second digit"; the criterion is `BCEWithLogitsLoss`, which takes scores. Training goes
in mini-batches. On real MNIST digits such as 0 and 1 the accuracy reaches more than 0.99.

Images are float32 tensors of shape (N, pixels), labels float32 tensors of shape (N, 1), each 0.0 or 1.0: one row for
each sample in both. No function changes its arguments, but for the model that is trained.
"""

import torch
from torchvision import datasets


def load_two_digits(root, train, negative, positive):
    """The images of two of MNIST's digits, ready for a binary classifier.

    `datasets.MNIST(root, train=...)` reads the files that are there; nothing is downloaded. It has all images as bytes
    in `data`, shape (N, 28, 28), and all digits in `targets`.

    Args:
        root: the path of the folder that holds `MNIST/raw`, a string.
        train: True for the images to train with, False for those to test with.
        negative: the digit that gets the label 0, an int.
        positive: the digit that gets the label 1, an int, not the same; it may be the smaller of the two.

    Returns:
        Two tensors (images, labels), in the order of the files, without the other digits. `images`: float32, shape
        (M, 784), each byte divided by 255. `labels`: float32, shape (M, 1).

    By hand: the digits 7, 1, 3, 7 with negative = 7 and positive = 3 leave three images with the labels 0, 1, 0.
    """
    # TODO: write load_two_digits here, in place of the next line
    raise NotImplementedError("load_two_digits: not written yet")


class BinaryClassifier(torch.nn.Module):
    """One linear unit: a score for each image, above 0 where the positive class is more likely."""

    def __init__(self, pixels):
        """Make the linear unit, `torch.nn.Linear(pixels, 1)`, with all weights and the bias at 0.

        The cost of logistic regression has a single valley, so that any start will do; 0 makes each run alike.

        Args:
            pixels: how many numbers an image has, an int.
        """
        # TODO: write BinaryClassifier.__init__ here, in place of the next line
        raise NotImplementedError("BinaryClassifier.__init__: not written yet")

    def forward(self, images):
        """The scores of a batch: what the linear unit gives, without the logistic function.

        Args:
            images: a float32 tensor of shape (N, pixels).

        Returns:
            A tensor of shape (N, 1).
        """
        # TODO: write BinaryClassifier.forward here, in place of the next line
        raise NotImplementedError("BinaryClassifier.forward: not written yet")


def batches(images, labels, batch_size, generator):
    """The mini-batches of one epoch: all samples once, in random order, cut into pieces.

    The order is `torch.randperm(N, generator=generator)`, drawn once for each call. The first `batch_size` samples of
    it make the first batch, and so on; the last batch is smaller where `batch_size` does not divide N.

    Args:
        images: a tensor of shape (N, pixels).
        labels: a tensor of shape (N, 1).
        batch_size: an int, at least 1.
        generator: a torch.Generator; nothing else decides the order.

    Returns:
        A list of pairs (images, labels), one for each batch: the images with their own labels.

    By hand: if the order drawn is 2, 0, 1, the batches of size 2 are the samples 2 and 0, then the sample 1.
    """
    # TODO: write batches here, in place of the next line
    raise NotImplementedError("batches: not written yet")


def train_epoch(model, criterion, optimizer, epoch_batches):
    """One epoch: an update after each mini-batch.

    Args:
        model: a module that gives scores for images.
        criterion: a loss, the mean over a batch, called as criterion(scores, labels).
        optimizer: an optimizer of the model's parameters.
        epoch_batches: a list of pairs (images, labels), one at least.

    Returns:
        One float: the mean loss of all samples of the epoch, each measured before the update of its batch. The batches
        may differ in size: the loss of a batch counts as often as it has samples.

    By hand: batches of 3 and 1 samples with the losses 0.4 and 0.8 give (3 * 0.4 + 1 * 0.8) / 4 = 0.5.
    """
    # TODO: write train_epoch here, in place of the next line
    raise NotImplementedError("train_epoch: not written yet")


def fit(images, labels, epochs, batch_size, lr, generator):
    """The whole cycle: a new BinaryClassifier, trained with `BCEWithLogitsLoss` and `torch.optim.SGD`.

    Each epoch draws its own mini-batches with `batches`, then runs `train_epoch`.

    Args:
        images: a float32 tensor of shape (N, pixels).
        labels: a float32 tensor of shape (N, 1).
        epochs: an int; 0 is allowed.
        batch_size: an int, at least 1.
        lr: the learning rate, a float.
        generator: a torch.Generator, which draws the order of every epoch.

    Returns:
        (model, losses): the trained BinaryClassifier, and a list of `epochs` floats, the mean loss of each epoch.
    """
    # TODO: write fit here, in place of the next line
    raise NotImplementedError("fit: not written yet")


def predict(scores):
    """The class that each score decides for: 1 where the probability sigma(score) is 0.5 or more, else 0.

    Which score has the probability 0.5? With the answer, no logistic function is needed here.

    Args:
        scores: a float32 tensor of shape (N, 1).

    Returns:
        A tensor of shape (N, 1) whose numbers are 0 and 1.

    By hand: the scores -0.2, 0, 0.3 and 4 give 0, 1, 1 and 1.
    """
    # TODO: write predict here, in place of the next line
    raise NotImplementedError("predict: not written yet")


def accuracy(predictions, labels):
    """The share of predictions that are right.

    Look at the shapes: comparing (N, 1) with (N,) gives a table of N x N answers, and no error.

    Args:
        predictions: a tensor of shape (N, 1) of 0 and 1, N at least 1.
        labels: the true labels, 0 and 1, as a tensor of shape (N, 1) or of shape (N,).

    Returns:
        One number from 0 (all wrong) to 1 (all right).

    By hand: the predictions 1, 0, 1, 1 and the labels 1, 0, 0, 1 give 0.75.
    """
    # TODO: write accuracy here, in place of the next line
    raise NotImplementedError("accuracy: not written yet")
