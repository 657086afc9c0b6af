"""Stochastic gradient descent: an update after each sample, or after each small batch of them.

The gradient of one sample is a noisy guess of the gradient of the whole set, N times cheaper. The noise is of use: it
carries the weights off a saddle point, where the gradient of the whole set is 0. The price: each update needs the
weight that the last one left, so that samples cannot be worked on side by side. Mini-batches are the compromise.

`xs` and `ys` are float64 tensors of shape (N,), N at least 1; `w` and `lr` are Python floats. No function changes its
arguments, and none uses autograd, or a loss or an optimizer of a library. A result may be a Python number or a tensor
of one number.
"""

import torch


def loss(x, y, w):
    """The loss of one sample: (x * w - y)**2.

    Args:
        x, y: one sample, two numbers.
        w: the weight, a float.

    Returns:
        One number.

    By hand: x = 2, y = 4, w = 1 give 4; x = 2, y = 1, w = 3 give 25.
    """
    # TODO: write loss here, in place of the next line
    raise NotImplementedError("loss: not written yet")


def gradient(x, y, w):
    """The derivative of the loss of one sample with respect to w.

    Derive it from the formula of the loss, and compare it with a central difference before you run the checks.

    Args:
        x, y: one sample, two numbers.
        w: the weight, a float.

    Returns:
        One number.

    By hand: x = 2, y = 4, w = 1 give -8; x = 2, y = 1, w = 3 give 20.
    """
    # TODO: write gradient here, in place of the next line
    raise NotImplementedError("gradient: not written yet")


def train(xs, ys, w, lr, epochs):
    """Stochastic gradient descent: one update after each sample, in the given order, `epochs` times through the set.

    Each sample sees the weight that the sample before it left.

    Args:
        xs, ys: the samples, float64 tensors of shape (N,).
        w: the weight to start from, a float.
        lr: the learning rate, a float.
        epochs: how many times through the set, an int; 0 is allowed.

    Returns:
        (w, ws, losses): the final weight; the list of the epochs * N + 1 weights, the start included; the list of the
        epochs * N losses, each of the sample of that step, before its update.

    By hand: xs = 1, 2, ys = 2, 4, w = 1, lr = 0.1, epochs = 1: the first sample has loss 1 and gradient -2, which makes
    w = 1.2; the second one has loss 2.56 and gradient -6.4, which makes w = 1.84. With ys = 3, 2 and w = 2 the losses
    are 1 and 5.76, the gradients -2 and 9.6, and the weights after them 2.2 and 1.24.
    """
    # TODO: write train here, in place of the next line
    raise NotImplementedError("train: not written yet")


def batch_gradient(xs, ys, w):
    """The gradient of a mini-batch: the mean of its samples' gradients.

    The mean is over the samples of this batch, not over those of the whole set.

    Args:
        xs, ys: the samples of the batch, float64 tensors of shape (n,), n at least 1.
        w: the weight, a float.

    Returns:
        One number.

    By hand: xs = 1, 2, ys = 2, 4, w = 1 give (-2 - 8) / 2 = -5; xs = 1, 2, ys = 3, 2, w = 2 give (-2 + 8) / 2 = 3.
    """
    # TODO: write batch_gradient here, in place of the next line
    raise NotImplementedError("batch_gradient: not written yet")


def epoch_batches(n, batch_size, generator):
    """The mini-batches of one epoch: the numbers 0 to n - 1 in a random order, cut into pieces.

    The order is `torch.randperm(n, generator=generator)`, drawn once for each call. The first `batch_size` numbers of
    it make the first batch, and so on; the last batch is smaller where `batch_size` does not divide n. No sample is
    left out, none appears twice.

    Args:
        n: the number of samples, an int, at least 1.
        batch_size: an int, at least 1.
        generator: a torch.Generator; nothing else decides the order.

    Returns:
        A list of batches; each is a list (or a tensor) of ints.

    By hand: if the order drawn is 2, 0, 4, 1, 3, the batches of size 2 are [2, 0], [4, 1], [3].
    """
    # TODO: write epoch_batches here, in place of the next line
    raise NotImplementedError("epoch_batches: not written yet")


def train_mini_batch(xs, ys, w, lr, epochs, batches):
    """Mini-batch gradient descent: one update after each of the given batches, `epochs` times through them.

    Each update takes the mean gradient of the batch's own samples, at the weight that the batch before it left.

    Args:
        xs, ys: the samples, float64 tensors of shape (N,).
        w: the weight to start from, a float.
        lr: the learning rate, a float.
        epochs: how many times through the batches, an int; 0 is allowed.
        batches: a list of batches, each a list of at least one index of a sample; the last one may be smaller.

    Returns:
        (w, ws): the final weight; the list of the epochs * len(batches) + 1 weights, the start included.

    By hand: xs = 1, 2, 3, ys = 2, 4, 6, w = 1, lr = 0.1, epochs = 1, batches = [[0, 1], [2]]: the first gradient is -5,
    which makes w = 1.5; the second one is -9, which makes w = 2.4. With ys = 3, 2, 1 and w = 2 the gradients are 3 and
    24.6, and the weights after them 1.7 and -0.76.
    """
    # TODO: write train_mini_batch here, in place of the next line
    raise NotImplementedError("train_mini_batch: not written yet")


def leave_saddle(a, b, noises, lr):
    """Stochastic gradient descent near a saddle point: the path that starts at (a, b).

    The cost a**2 + b**4 / 4 - b**2 / 2 has a saddle point at (0, 0) and its lowest points at (0, 1) and (0, -1). Derive
    its two derivatives. The gradient of sample i is that of the cost, with noises[i] added to the derivative with
    respect to b. Each sample makes one update of both numbers, with the gradient at the point that the last one left.

    Without noise (all of it 0), b = 0 stays 0 for ever. With noise the path leaves the saddle point.

    Args:
        a, b: where it starts, floats.
        noises: the noise of each sample, a float64 tensor of shape (N,).
        lr: the learning rate, a float.

    Returns:
        A list of N + 1 pairs (a, b), the start included.

    By hand: a = 1, b = 0, noises = 0.5, lr = 0.1 give [(1, 0), (0.8, -0.05)]; a = 0.5, b = 2, noises = 0.5, lr = 0.1
    give [(0.5, 2), (0.4, 1.35)].
    """
    # TODO: write leave_saddle here, in place of the next line
    raise NotImplementedError("leave_saddle: not written yet")
