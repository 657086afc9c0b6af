"""Random samples, and the training curve: what a training of SGD looks like to somebody who watches the whole set.

`stochastic.py` takes the samples in a given order. Here each update draws its own sample, as SGD is defined. The loss
of a single sample says little about the training: the next one may have a small loss only because it is easy. So the
cost of the whole set is recorded beside the updates, and drawn: the training curve.

`xs` and `ys` are float64 tensors of shape (N,), N at least 1; `w` and `lr` are Python floats. No function changes its
arguments, and none uses autograd, or a loss or an optimizer of a library. A result may be a Python number or a tensor
of one number. The gradient of one sample is the one that you have derived for stochastic.py.
"""

import matplotlib.pyplot as plt
import torch


def random_sample(n, generator):
    """The index of one random sample: each of 0 to n - 1 is equally likely, and may come again.

    Draw it by one call of `torch.randint(n, (1,), generator=generator)`.

    Args:
        n: the number of samples, an int, at least 1.
        generator: a torch.Generator; nothing else decides which index it is.

    Returns:
        An int from 0 to n - 1 (or an integer tensor of one number).

    By hand: random_sample(1, generator) is 0, whatever the generator.
    """
    # TODO: write random_sample here, in place of the next line
    raise NotImplementedError("random_sample: not written yet")


def train_random(xs, ys, w, lr, updates, generator):
    """Stochastic gradient descent with random samples: each update draws one sample and takes the gradient of its loss.

    Each update calls `random_sample` once, before it changes `w`, and nothing else is drawn. The cost that is recorded
    is that of the whole set: the mean of (x * w - y)**2 over all samples.

    Args:
        xs, ys: the samples, float64 tensors of shape (N,).
        w: the weight to start from, a float.
        lr: the learning rate, a float.
        updates: how many updates, an int; 0 is allowed.
        generator: a torch.Generator.

    Returns:
        (w, drawn, costs): the final weight; the list of the `updates` indices, in the order in which they were drawn;
        the list of the updates + 1 costs of the whole set, the one at the start included.

    By hand: xs = 1, 2, ys = 3, 2, w = 2, lr = 0.1: the cost at the start is (1 + 4) / 2 = 2.5. If the first update
    draws sample 1, its gradient is 8, which makes w = 1.2 and the cost (3.24 + 0.16) / 2 = 1.7. If the second one draws
    sample 0, its gradient is -3.6, which makes w = 1.56 and the cost 1.664.
    """
    # TODO: write train_random here, in place of the next line
    raise NotImplementedError("train_random: not written yet")


def train_in_order(xs, ys, w, lr, epochs):
    """SGD through the samples in the given order, and the cost of the whole set after each epoch.

    Within an epoch each sample makes one update at the weight that the sample before it left. The cost of the whole set
    is taken once at the start and once at the end of each epoch, with one weight for all its samples: the weight of
    that moment.

    Args:
        xs, ys: the samples, float64 tensors of shape (N,).
        w: the weight to start from, a float.
        lr: the learning rate, a float.
        epochs: how many times through the set, an int; 0 is allowed.

    Returns:
        (w, costs): the final weight; the list of the epochs + 1 costs of the whole set, the one at the start included.

    By hand: xs = 1, 2, ys = 3, 2, w = 2, lr = 0.1, epochs = 1: sample 0 has the gradient -2, which makes w = 2.2;
    sample 1 has the gradient 9.6, which makes w = 1.24. The costs are 2.5 and (3.0976 + 0.2304) / 2 = 1.664.
    """
    # TODO: write train_in_order here, in place of the next line
    raise NotImplementedError("train_in_order: not written yet")


def training_curve_figure(costs):
    """The training curve as a figure: a line through the points (0, costs[0]), (1, costs[1]), (2, costs[2]) and so on.

    The horizontal axis is labeled "epoch", the vertical one "cost". The function makes a new matplotlib figure and
    returns it. It does not call `plt.show()`: whoever calls the function decides whether to show it or to save it.

    Args:
        costs: the costs at the start and after each epoch, a tensor of shape (epochs + 1,), at least two of them.

    Returns:
        A new matplotlib Figure.

    By hand: for costs = [2.5, 1.664] there is a line from (0, 2.5) to (1, 1.664).
    """
    # TODO: write training_curve_figure here, in place of the next line
    raise NotImplementedError("training_curve_figure: not written yet")
