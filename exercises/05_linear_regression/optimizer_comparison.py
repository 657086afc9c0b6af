"""Optimizers compared: those of `torch.optim` at work on the same data, from the same start.

The exercise before rebuilt some of these optimizers; here all of them are used as PyTorch has them. One of them needs
more than a gradient: LBFGS evaluates the cost several times within one step, at places of its own choice. So `step` is
given a function to call, the closure. It zeroes the gradients, runs the forward pass, computes the cost, runs backward
and returns the cost. All other optimizers take a closure as well, and call it once: one function trains with any.

The model, a torch.nn.Module, and the criterion are handed in. The data are float32 tensors: x of shape (N, features),
y of shape (N, 1). A cost is the value of the criterion over the whole set. Of an optimizer nothing is set but its
learning rate; everything else stays as PyTorch has it.
"""

import copy

import matplotlib.pyplot as plt
import torch

NAMES = ("SGD", "Adagrad", "Adam", "Adamax", "ASGD", "RMSprop", "Rprop", "LBFGS")


def optimizer_by_name(name, model, lr):
    """The optimizer of `torch.optim` that has this name, for all parameters of this model.

    Args:
        name: one of NAMES, a string.
        model: a torch.nn.Module.
        lr: the learning rate, a float above 0.

    Returns:
        A new optimizer.

    Raises:
        ValueError: for any other name, also for other names in `torch.optim`. Its message names what was asked for.

    By hand: for "SGD" and lr = 0.1, p = 3 with p.grad = 4 becomes 2.6 in one step; for "Adam" and lr = 0.1 it becomes
    2.9.
    """
    # TODO: write optimizer_by_name here, in place of the next line
    raise NotImplementedError("optimizer_by_name: not written yet")


def closure_step(model, criterion, optimizer, x, y):
    """One step of any optimizer, LBFGS included: hand a closure to `optimizer.step`.

    The closure takes no arguments. Each time it is called, it computes the cost at the parameters as they are now,
    fills in the gradients of this cost alone, and returns the cost as a tensor.

    Args:
        model: called as model(x).
        criterion: called as criterion(y_hat, y); it gives a tensor of one number.
        optimizer: any optimizer for the model's parameters.
        x, y: the samples.

    Returns:
        The cost before the step, a Python float: `optimizer.step(closure)` returns what the closure returned first.

    By hand: for w = 2, b = 1, x = [[1.], [3.]], y = [[4.], [5.]] and the mean squared error, SGD with lr = 0.1 returns
    2.5 and leaves w = 1.5, b = 0.9. LBFGS with lr = 1 returns 2.5, too, and in this one step arrives at w = 0.5,
    b = 3.5, where the cost is 0 but for rounding.
    """

    # TODO: write closure_step here, in place of the next line
    raise NotImplementedError("closure_step: not written yet")


def train(model, criterion, name, lr, x, y, epochs):
    """Training on the whole set with the optimizer of this name: one step an epoch.

    An optimizer remembers: one and the same is used for all epochs.

    Args:
        model, criterion, x, y: as for `closure_step`. The model is trained in place.
        name, lr: as for `optimizer_by_name`.
        epochs: how many steps, an int; 0 is allowed.

    Returns:
        The history: the list of the `epochs` costs, Python floats, each from before the step of its epoch.

    By hand: for the example of `closure_step`, train(model, criterion, "SGD", 0.1, x, y, 2) returns [2.5, 1.36].
    """
    # TODO: write train here, in place of the next line
    raise NotImplementedError("train: not written yet")


def compare(model, criterion, lrs, x, y, epochs):
    """Train once with each optimizer, every time from the same start.

    The start is the model as it is handed in. It is not changed: each training has a copy of its own
    (`copy.deepcopy(model)` copies a model with its parameters).

    Args:
        model, criterion, x, y, epochs: as for `train`.
        lrs: a dict from the name of an optimizer to its learning rate.

    Returns:
        A dict from each of these names to the history of its training, in the order of lrs.

    By hand: for the example of `closure_step`, lrs = {"SGD": 0.1, "Adam": 0.1} and epochs = 2 give
    {"SGD": [2.5, 1.36], "Adam": [2.5, 2.0]}: both begin with 2.5.
    """
    # TODO: write compare here, in place of the next line
    raise NotImplementedError("compare: not written yet")


def comparison_figure(histories):
    """The histories as curves in one figure: the cost over the epochs, one line for each optimizer.

    The first cost of a history stands at epoch 0. The horizontal axis is labelled "epoch", the vertical one "cost"; a
    legend (or a text beside each line) has the names. The vertical axis may be logarithmic. Style is up to you, and so
    is whether to show the figure: do not call `plt.show()`.

    Args:
        histories: a dict from name to list of costs, as `compare` returns it; each list has at least two entries.

    Returns:
        A new matplotlib Figure.

    By hand: {"SGD": [2.5, 1.36], "Adam": [2.5, 2.0]} gives two lines from (0, 2.5), one to (1, 1.36), one to (1, 2).
    """
    # TODO: write comparison_figure here, in place of the next line
    raise NotImplementedError("comparison_figure: not written yet")
