"""Logistic regression by hand: the probability of "yes", its cross-entropy, the gradient, the training.

The linear unit gives any number, the logistic function makes a probability of it:
y_hat = sigma(x * w + b), sigma(z) = 1 / (1 + exp(-z)). The label y is 0 or 1, and what is minimised is the binary
cross-entropy (BCE). Everything is by hand: without autograd, without `torch.sigmoid`, without a loss or an optimizer of
a library. The gradient is derived by hand, too: on paper first, then checked with `gradient_check`, then trained with.

Sets (`xs`, `ys`) are float64 tensors of shape (N,), N at least 1, the labels exactly 0.0 or 1.0. `w`, `b` and `lr` are
Python floats. Results may be Python numbers or tensors of one number. No function changes its arguments.
"""

import torch


def cross_entropy(p, q):
    """The cross-entropy of two distributions: the less q resembles p, the larger.

    cross_entropy = -(sum of p[i] * log(q[i])), the natural logarithm

    A term with p[i] = 0 counts 0, also where q[i] = 0.

    Args:
        p, q: the probabilities of K classes, float64 tensors of shape (K,), each of sum 1; q[i] > 0 where p[i] > 0.

    Returns:
        One number.

    By hand: p = 0, 1 and q = 0.25, 0.75 give -log(0.75) = 0.2876...; p = 0.5, 0.5 and the same q give 0.8369...
    """
    # TODO: write cross_entropy here, in place of the next line
    raise NotImplementedError("cross_entropy: not written yet")


def forward(x, w, b):
    """The probability that the label is 1: y_hat = sigma(x * w + b), with sigma(z) = 1 / (1 + exp(-z)).

    It has to be right for any z = x * w + b up to 10000 and down to -10000.

    Args:
        x: the input of one sample, a float. (Write it so that a whole tensor is right too, and `cost` gets easier.)
        w, b: the weight and the bias, floats.

    Returns:
        One number between 0 and 1, 0 and 1 included: rounding makes them of very large |z|.

    By hand: x = 2, w = 0.5 and b = -1 give sigma(0) = 0.5; x = 4 and the same w and b give sigma(1) = 0.7310...
    """
    # TODO: write forward here, in place of the next line
    raise NotImplementedError("forward: not written yet")


def loss(y_hat, y):
    """The binary cross-entropy of one sample: -(y * log(y_hat) + (1 - y) * log(1 - y_hat)), the natural logarithm.

    It has to be finite for y_hat of exactly 0 and 1: take each logarithm no lower than -100, as `torch.nn.BCELoss`
    does. So a perfect y_hat costs 0 and one that is entirely wrong costs 100, which is the most that any y_hat costs.

    Args:
        y_hat: the probability that the label is 1, a float from 0 to 1.
        y: the label, 0.0 or 1.0.

    Returns:
        One number, at least 0.

    By hand: y_hat = 0.75 costs -log(0.75) = 0.2876... where y = 1, and -log(0.25) = 1.3862... where y = 0.
    """
    # TODO: write loss here, in place of the next line
    raise NotImplementedError("loss: not written yet")


def cost(xs, ys, w, b):
    """The cost of a mini-batch: the mean of its samples' losses.

    cost = (1/N) * sum of loss(forward(x, w, b), y)

    Args:
        xs, ys: inputs and labels, float64 tensors of shape (N,).
        w, b: the weight and the bias, floats.

    Returns:
        One number; finite, however large x * w + b is.

    By hand: xs = 1, 3, ys = 0, 1, w = 0, b = 0 give -log(0.5) = 0.6931...; xs = 2, 4, ys = 0, 1, w = 0.5, b = -1 give
    (0.6931... + 0.3132...) / 2 = 0.5032...
    """
    # TODO: write cost here, in place of the next line
    raise NotImplementedError("cost: not written yet")


def gradient_check(by_hand, xs, ys, w, b, h):
    """How far a function for the derivatives is from the cost itself: the larger of two deviations.

    A derivative is a slope, and a slope can be measured: move one of the two numbers by h in both directions, and leave
    the other one where it is (the central difference of chapter 3).

    slope for w = (cost(xs, ys, w + h, b) - cost(xs, ys, w - h, b)) / (2 * h)
    slope for b = (cost(xs, ys, w, b + h) - cost(xs, ys, w, b - h)) / (2 * h)

    With (dw, db) = by_hand(xs, ys, w, b) the result is the larger of |dw - slope for w| and |db - slope for b|.

    Args:
        by_hand: a function that takes (xs, ys, w, b) and returns two numbers, such as `backward`.
        xs, ys: inputs and labels, float64 tensors of shape (N,).
        w, b: the weight and the bias, floats.
        h: the step, a float above 0.

    Returns:
        One number, at least 0.

    By hand: for xs = 1, 3, ys = 0, 1, w = 0, b = 0 and h = 0.001 the two slopes are -0.5 and 0 (to six decimals), so
    that a function that always gives (0.5, 0) is off by 1, and one that always gives (-0.5, 0.25) by 0.25.
    """
    # TODO: write gradient_check here, in place of the next line
    raise NotImplementedError("gradient_check: not written yet")


def backward(xs, ys, w, b):
    """The derivatives of the cost with respect to w and to b.

    Derive them on paper from the loss of one sample, along loss, sigma and linear unit; the chapter's section "The
    gradient, and why nearly everything cancels" goes the same way. Before you run the checks, try your formula:
    `gradient_check(backward, xs, ys, w, b, 1e-5)` is below 1e-6 where it is right, also for w = 0.5 and b = -1.

    Args:
        xs, ys: inputs and labels, float64 tensors of shape (N,).
        w, b: the weight and the bias, floats.

    Returns:
        The pair (d cost / d w, d cost / d b).

    By hand: xs = 1, 3, ys = 0, 1, w = 0, b = 0 give (-0.5, 0), which some wrong formulas give as well.
    xs = 2, 4, ys = 0, 1, w = 0.5, b = -1 give (-0.0378..., 0.1155...).
    """
    # TODO: write backward here, in place of the next line
    raise NotImplementedError("backward: not written yet")


def update(w, b, dw, db, lr):
    """One step downhill for both parameters: each goes lr times its own derivative against it.

    Args:
        w, b: the weight and the bias, floats.
        dw, db: the derivatives of the cost with respect to w and to b, numbers.
        lr: the learning rate, a float.

    Returns:
        The pair of the new weight and the new bias.

    By hand: w = 1, b = 2, dw = -0.5, db = 3, lr = 0.1 give (1.05, 1.7).
    """
    # TODO: write update here, in place of the next line
    raise NotImplementedError("update: not written yet")


def train(xs, ys, w, b, lr, epochs):
    """Gradient descent: `epochs` updates, each with both derivatives over the whole set, measured at the same (w, b).

    Args:
        xs, ys: inputs and labels, float64 tensors of shape (N,).
        w, b: the weight and the bias to start from, floats.
        lr: the learning rate, a float.
        epochs: how many updates, an int; 0 is allowed.

    Returns:
        (w, b, costs): the final weight and bias, and the list of the epochs + 1 costs, the start included.

    By hand: xs = 1, 3, ys = 0, 1, w = 0, b = 0, lr = 0.1, epochs = 1 give w = 0.05, b = 0 and
    costs = [0.6931..., 0.6697...]. xs = 2, 4, ys = 0, 1, w = 0.5, b = -1 and the same lr and epochs give w = 0.5037...,
    b = -1.0115... and costs = [0.5032..., 0.5017...].
    """
    # TODO: write train here, in place of the next line
    raise NotImplementedError("train: not written yet")
