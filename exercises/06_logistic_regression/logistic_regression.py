"""Logistic regression with PyTorch: does a student pass after so many hours of study?

The same as by hand, in PyTorch's four parts: data, model, criterion and optimizer, training cycle. Then the answer: yes
or no for given hours, the hour from which on passing is more likely than not, and the probability over the hours.

Hours are float32 tensors of shape (N, 1), one sample a row; labels are float32 too, 0.0 (failed) or 1.0 (passed), of
shape (N, 1): `BCELoss` refuses labels of another shape or of whole numbers.
"""

import matplotlib.pyplot as plt
import torch


class LogisticRegressionModel(torch.nn.Module):
    """The probability of passing for hours of study: y_hat = sigma(x * w + b), with w and b to be learned."""

    def __init__(self):
        """Make the linear unit, `torch.nn.Linear(1, 1)`: one number in, one number out.

        A module that is assigned to an attribute of `self` is registered: its parameters become the model's. That works
        once the constructor of `torch.nn.Module` has run.
        """
        # TODO: write LogisticRegressionModel.__init__ here, in place of the next line
        raise NotImplementedError("LogisticRegressionModel.__init__: not written yet")

    def forward(self, x):
        """The probabilities of passing: the logistic function of what the linear unit gives.

        Args:
            x: hours, a float32 tensor of shape (N, 1).

        Returns:
            Probabilities, a tensor of shape (N, 1) that knows its graph.

        By hand: with w = 1 and b = -4, 4 hours give 0.5; with w = 0.5 and b = -1, 4 hours give 0.7310...
        """
        # TODO: write LogisticRegressionModel.forward here, in place of the next line
        raise NotImplementedError("LogisticRegressionModel.forward: not written yet")


def loss_from_logits(z, y):
    """The mean binary cross-entropy, computed from the scores z (the logits), not from their probabilities.

    With y_hat = sigma(z), the loss of one sample, -(y * log(y_hat) + (1 - y) * log(1 - y_hat)), becomes

    max(z, 0) - z * y + log(1 + exp(-|z|))

    where nothing overflows and no logarithm of 0 is taken, however large |z| is. Write this formula; without
    `BCEWithLogitsLoss` and the like.

    Args:
        z: the scores, a float64 tensor of shape (N,), as large as 10000 and as small as -10000.
        y: the labels, a float64 tensor of shape (N,), each 0.0 or 1.0.

    Returns:
        One number: the mean over the samples.

    By hand: z = 0, y = 1 give log(2) = 0.6931...; z = 1000, y = 0 give 1000; z = 2, -1 and y = 1, 1 give 0.7200...
    """
    # TODO: write loss_from_logits here, in place of the next line
    raise NotImplementedError("loss_from_logits: not written yet")


def compare_losses(z, y):
    """Why `BCEWithLogitsLoss` is safer than `BCELoss`: both on one score z, each with its slope d loss / d z.

    `torch.nn.BCELoss` takes the probability `torch.sigmoid(z)`, `torch.nn.BCEWithLogitsLoss` takes z itself. On paper
    both have the same slope. Where the model is sure and wrong, the probability is rounded to exactly 0 or 1: BCELoss
    is cut off at 100, its slope is 0, and nothing is learned. The other one still says how wrong the score is, and in
    which direction to go.

    Use autograd: make z a tensor that requires its gradient, for each of the two losses a new one.

    Args:
        z: the score, a float.
        y: the label, 0.0 or 1.0.

    Returns:
        A dict: under "BCELoss" and under "BCEWithLogitsLoss" a pair of numbers, (loss, slope).

    By hand: z = 0, y = 1 give (0.6931..., -0.5) for both; z = -200, y = 1 give (100, 0) and (200, -1).
    """
    # TODO: write compare_losses here, in place of the next line
    raise NotImplementedError("compare_losses: not written yet")


def train(model, criterion, optimizer, x, y, epochs):
    """The training cycle: `epochs` times forward, loss, gradients to zero, backward, update.

    Each epoch uses all samples at once.

    Args:
        model: a LogisticRegressionModel.
        criterion: a loss, called as criterion(y_hat, y); it returns a tensor of one number.
        optimizer: an optimizer of the model's parameters; `zero_grad()` clears their gradients, `step()` updates them.
        x: hours, a float32 tensor of shape (N, 1).
        y: labels, a float32 tensor of shape (N, 1).
        epochs: how many updates, an int; 0 is allowed.

    Returns:
        A list of `epochs` floats: the loss of each epoch, before its update. Floats, not tensors (`loss.item()`): a
        tensor would keep its whole graph in memory.
    """
    # TODO: write train here, in place of the next line
    raise NotImplementedError("train: not written yet")


def decide(model, x, threshold=0.5):
    """Yes or no for given hours: does the model say that the student passes?

    Yes where the probability is above the threshold, no where it is not. A probability of exactly the threshold is not
    above it: at 0.5 and threshold 0.5 the answer is no.

    Args:
        model: a LogisticRegressionModel; its probability may rise or fall with the hours.
        x: hours, a float32 tensor of shape (N, 1), N at least 1: a whole batch at once.
        threshold: a float between 0 and 1; 0.5, unless a wrong yes costs more than a wrong no, or less.

    Returns:
        A tensor of shape (N, 1), True for yes and False for no; 1 and 0 will do as well.

    By hand: with w = 1 and b = -4, the hours 3, 4 and 5 have the probabilities 0.2689..., 0.5 and 0.7310...: no, no,
    yes. With threshold = 0.2 it is yes, yes, yes. With w = -1 and b = 4 and threshold 0.5 it is yes, no, no.
    """
    # TODO: write decide here, in place of the next line
    raise NotImplementedError("decide: not written yet")


def crossing_hour(model):
    """After how many hours of study passing is as likely as failing.

    There the probability is 0.5, so that x * w + b = 0. Read w and b from the model, or look for the place by halving
    the interval from 0 to 10.

    Args:
        model: a LogisticRegressionModel that rises with the hours and crosses 0.5 between 0 and 10.

    Returns:
        One number (a float or a tensor of one number), at most 0.00001 hours off.

    By hand: w = 0.5 and b = -2 give 4.
    """
    # TODO: write crossing_hour here, in place of the next line
    raise NotImplementedError("crossing_hour: not written yet")


def probability_figure(model):
    """The probability of passing over 0 to 10 hours of study as a curve, and the line at which it is 0.5.

    The curve goes from 0 to 10 hours with at least 50 points. The second line is horizontal, at 0.5, over the whole
    range. The horizontal axis is labelled "Hours", the vertical one "Probability"; other words may stand beside these,
    and Chinese ones (时间 or 小时, 概率) will do. The function does not call `plt.show()`: who calls it decides whether
    to show the figure.

    matplotlib draws no tensor that requires its gradient: compute the curve under `torch.no_grad()`, or `detach()` it.

    Args:
        model: a LogisticRegressionModel.

    Returns:
        A new matplotlib Figure.

    By hand: with w = 1 and b = -4 the two lines cross at 4 hours.
    """
    # TODO: write probability_figure here, in place of the next line
    raise NotImplementedError("probability_figure: not written yet")
