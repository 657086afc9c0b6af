"""A model with three parameters: by hand, by autograd, and a check that both agree.

    y_hat = w1 * x**2 + w2 * x + b

It is a parabola in x, but linear in w1, w2 and b: each has a local gradient of its own, which does not depend on the
parameters.

`x` and `y` are one sample, `w1`, `w2` and `b` the parameters, all Python floats. The functions `forward` and `loss`
are also called with parameters that are float64 tensors of one number, all three of shape () or all three of shape
(1,), so that autograd can go back through them: use arithmetic that floats and tensors both have.

Compute in float64, as Python floats do. In float32, a gradient check finds differences of about 1e-7 where nothing is
wrong.
"""

import torch


def forward(x, w1, w2, b):
    """The prediction y_hat = w1 * x**2 + w2 * x + b.

    Args:
        x: the input, a float.
        w1, w2, b: the parameters, floats or tensors of one number.

    Returns:
        One number. If the parameters are tensors, a float64 tensor that autograd can go back from to all three.

    By hand: x = 3, w1 = 2, w2 = 5, b = 7 give 18 + 15 + 7 = 40, and x = -3 gives 18 - 15 + 7 = 10.
    """
    # TODO: write forward here, in place of the next line
    raise NotImplementedError("forward: not written yet")


def loss(x, y, w1, w2, b):
    """The loss of one sample, (y_hat - y)**2.

    Args:
        x, y: one sample, floats.
        w1, w2, b: the parameters, floats or tensors of one number.

    Returns:
        One number. If the parameters are tensors, a float64 tensor that autograd can go back from to all three.

    By hand: x = 3, y = 37, w1 = 2, w2 = 5, b = 7 give 3**2 = 9; x = -3 and y = 15 with the same parameters give 25.
    """
    # TODO: write loss here, in place of the next line
    raise NotImplementedError("loss: not written yet")


def gradients(x, y, w1, w2, b):
    """The derivatives of the loss of one sample with respect to the three parameters, by hand and without autograd.

    Derive them: go back from the loss to y_hat, and from there to each parameter. Check them with
    `gradient_check`.

    Args:
        x, y: one sample, floats.
        w1, w2, b: the parameters, floats.

    Returns:
        (d loss / d w1, d loss / d w2, d loss / d b), three numbers.

    By hand: x = 3, y = 37, w1 = 2, w2 = 5, b = 7 give (54, 18, 6). There the residual is 3, as x is; x = -3 and y = 15
    with the same parameters tell them apart, and give (-90, 30, -10).
    """
    # TODO: write gradients here, in place of the next line
    raise NotImplementedError("gradients: not written yet")


def gradients_by_autograd(x, y, w1, w2, b):
    """The same three derivatives, by autograd.

    Make a float64 tensor that requires a gradient of each parameter, compute the loss, and call `backward()`. Say the
    dtype: otherwise `torch.tensor` makes float32 of a Python float, which keeps 7 of its 16 digits.

    Args:
        x, y: one sample, floats.
        w1, w2, b: the parameters, floats.

    Returns:
        (d loss / d w1, d loss / d w2, d loss / d b), three Python floats.

    By hand: as for `gradients`.
    """
    # TODO: write gradients_by_autograd here, in place of the next line
    raise NotImplementedError("gradients_by_autograd: not written yet")


def gradient_check(by_hand, xs, ys, w1, w2, b):
    """How far a function for the gradients is from autograd: the largest relative difference over all samples.

    For each sample and each of the three derivatives, with h from `by_hand` and a from `gradients_by_autograd`:

    difference = |h - a| / max(|h|, |a|, 1e-8)

    A right function gives about 1e-16, next to nothing. A wrong one gives about 1, or at least much more.

    Args:
        by_hand: a function that takes (x, y, w1, w2, b) and returns three floats, such as `gradients`.
        xs, ys: the samples, float64 tensors of shape (N,), N at least 1.
        w1, w2, b: the parameters, floats.

    Returns:
        The largest difference, one number; the numbers of all samples count, whichever comes last.

    By hand: for the sample x = 3, y = 37, the parameters 2, 5, 7, and a function that always gives (54, 15, 6), the
    three differences are 0, 3 / 18 and 0. So the result is 0.1666...
    """
    # TODO: write gradient_check here, in place of the next line
    raise NotImplementedError("gradient_check: not written yet")


def train(xs, ys, w1, w2, b, lr, epochs):
    """Stochastic gradient descent: for each sample in turn all three gradients, then all three updates; `epochs` times.

    The three gradients of a sample are measured at the same point, before any of the parameters moves. Use either of
    the two functions for them.

    Args:
        xs, ys: the samples, float64 tensors of shape (N,), N at least 1.
        w1, w2, b: the parameters to start from, floats.
        lr: the learning rate, a float above 0.
        epochs: how many times through the set, an int; 0 is allowed.

    Returns:
        (w1, w2, b, losses): the final parameters, three numbers, and for each epoch the sum of the N losses, each
        measured before the update of its sample.

    By hand: xs = 1, 2, ys = 2, 3, all parameters 0, lr = 0.1, epochs = 1: the first sample has loss 4 and moves each of
    them to 0.4; the second one has r = 2.8 - 3 = -0.2 and the gradients (-1.6, -0.8, -0.4), which makes w1 = 0.56,
    w2 = 0.48 and b = 0.44. losses = [4.04].
    """
    # TODO: write train here, in place of the next line
    raise NotImplementedError("train: not written yet")
