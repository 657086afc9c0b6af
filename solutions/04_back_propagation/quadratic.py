"""A model with three parameters: by hand, by autograd, and a check that both agree.

    y_hat = w1 * x**2 + w2 * x + b

It is a parabola in x, but linear in w1, w2 and b: each has a local gradient of its own, which does not depend on the
parameters.

`x` and `y` are one sample, `w1`, `w2` and `b` the parameters, all Python floats. The functions `forward` and `loss`
are also called with tensors of one number, so that autograd can go back through them: use arithmetic that both have.
"""

import torch


def forward(x, w1, w2, b):
    """The prediction y_hat = w1 * x**2 + w2 * x + b.

    Args:
        x: the input, a float.
        w1, w2, b: the parameters, floats or tensors of one number.

    Returns:
        One number, as a tensor if the parameters are tensors.

    By hand: x = 2, w1 = 3, w2 = 5, b = 7 give 12 + 10 + 7 = 29.
    """
    ### BEGIN SOLUTION
    return w1 * x**2 + w2 * x + b
    ### END SOLUTION


def loss(x, y, w1, w2, b):
    """The loss of one sample, (y_hat - y)**2.

    Args:
        x, y: one sample, floats.
        w1, w2, b: the parameters, floats or tensors of one number.

    Returns:
        One number, as a tensor if the parameters are tensors.

    By hand: x = 2, y = 26, w1 = 3, w2 = 5, b = 7 give 3**2 = 9.
    """
    ### BEGIN SOLUTION
    return (forward(x, w1, w2, b) - y) ** 2
    ### END SOLUTION


def gradients(x, y, w1, w2, b):
    """The derivatives of the loss of one sample by the three parameters, by hand and without autograd.

    With r = y_hat - y each of them is 2 * r times the local gradient of y_hat by that parameter.

    Args:
        x, y: one sample, floats.
        w1, w2, b: the parameters, floats.

    Returns:
        (d loss / d w1, d loss / d w2, d loss / d b), three numbers.

    By hand: x = 2, y = 26, w1 = 3, w2 = 5, b = 7: r = 3, which gives (24, 12, 6).
    """
    ### BEGIN SOLUTION
    upstream = 2 * (forward(x, w1, w2, b) - y)
    return upstream * x**2, upstream * x, upstream
    ### END SOLUTION


def gradients_by_autograd(x, y, w1, w2, b):
    """The same three derivatives, by autograd.

    Make a float64 tensor that requires a gradient of each parameter, compute the loss, and call `backward()`.

    Args:
        x, y: one sample, floats.
        w1, w2, b: the parameters, floats.

    Returns:
        (d loss / d w1, d loss / d w2, d loss / d b), three Python floats.

    By hand: as for `gradients`.
    """
    ### BEGIN SOLUTION
    parameters = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in (w1, w2, b)]
    loss(x, y, *parameters).backward()
    return tuple(parameter.grad.item() for parameter in parameters)
    ### END SOLUTION


def gradient_check(by_hand, xs, ys, w1, w2, b):
    """How far a function for the gradients is from autograd: the largest relative difference over all samples.

    For each sample and each of the three derivatives, with h from `by_hand` and a from `gradients_by_autograd`:

    difference = |h - a| / max(|h|, |a|, 1e-8)

    A right function gives about 1e-16, next to nothing. A wrong one gives about 1, or at least much more.

    Args:
        by_hand: a function that takes (x, y, w1, w2, b) and returns three numbers, such as `gradients`.
        xs, ys: the samples, float64 tensors of shape (N,), N at least 1.
        w1, w2, b: the parameters, floats.

    Returns:
        The largest difference, one number.

    By hand: for the sample x = 2, y = 26, the parameters 3, 5, 7, and a function that always gives (24, 10, 6), the
    three differences are 0, 2 / 12 and 0. So the result is 0.1666...
    """
    ### BEGIN SOLUTION
    largest = 0.0
    for x, y in zip(xs, ys):
        for h, a in zip(by_hand(x, y, w1, w2, b), gradients_by_autograd(x, y, w1, w2, b)):
            largest = max(largest, abs(h - a) / max(abs(h), abs(a), 1e-8))
    return largest
    ### END SOLUTION


def train(xs, ys, w1, w2, b, lr, epochs):
    """Stochastic gradient descent: for each sample in turn all three gradients, then all three updates; `epochs` times.

    The three gradients of a sample are measured at the same point, before any of the parameters moves. Use either of
    the two functions for them.

    Args:
        xs, ys: the samples, float64 tensors of shape (N,).
        w1, w2, b: the parameters to start from, floats.
        lr: the learning rate, a float.
        epochs: how many times through the set, an int; 0 is allowed.

    Returns:
        (w1, w2, b, losses): the final parameters, three numbers, and for each epoch the sum of the N losses, each
        measured before the update of its sample.

    By hand: xs = 1, 2, ys = 2, 3, all parameters 0, lr = 0.1, epochs = 1: the first sample has loss 4 and moves each of
    them to 0.4; the second one has r = 2.8 - 3 = -0.2 and the gradients (-1.6, -0.8, -0.4), which makes w1 = 0.56,
    w2 = 0.48 and b = 0.44. losses = [4.04].
    """
    ### BEGIN SOLUTION
    losses = []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total = total + loss(x, y, w1, w2, b)
            d1, d2, db = gradients(x, y, w1, w2, b)
            w1, w2, b = w1 - lr * d1, w2 - lr * d2, b - lr * db
        losses.append(total)
    return w1, w2, b, losses
    ### END SOLUTION
