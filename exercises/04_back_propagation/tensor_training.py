"""Training with PyTorch's own autograd: forward, backward, update, zero.

A tensor holds the value of a node in `data` and, in `grad`, the derivative of the loss with respect to it. If its
`requires_grad` is True, PyTorch records what is computed from it: the forward functions build the graph, and
`backward()` fills `grad`.

A tensor that was made and not computed is a *leaf* of the graph. `grad` is kept for leaves only, so the weight has to
stay the leaf that it was: the update changes its value in place and is no part of the graph.

`w` is a float64 tensor of shape (1,) that requires a gradient; `x` and `y` are Python numbers or float64 tensors of one
number, of shape () or (1,); `xs` and `ys` are float64 tensors of shape (N,), N at least 1.
"""

import torch


def make_weight(value):
    """A weight to train: a leaf tensor of one number that requires a gradient.

    Only floating point tensors can require a gradient; so the dtype is float64, also where `value` is an int.

    Args:
        value: the number to start from, an int or a float.

    Returns:
        A float64 tensor of shape (1,) with requires_grad True, and no gradient yet.

    By hand: make_weight(3) is tensor([3.], dtype=torch.float64, requires_grad=True).
    """
    # TODO: write make_weight here, in place of the next line
    raise NotImplementedError("make_weight: not written yet")


def forward(x, w):
    """The prediction y_hat = x * w, as a node of the graph.

    Args:
        x: a number, or a float64 tensor of any shape.
        w: the weight.

    Returns:
        A float64 tensor that PyTorch can go back from to w: one number, or as many as x has, in its shape.

    By hand: x = 3 and w = 1.5 give 4.5.
    """
    # TODO: write forward here, in place of the next line
    raise NotImplementedError("forward: not written yet")


def loss(x, y, w):
    """The loss of one sample, (y_hat - y)**2, as a node of the graph.

    Args:
        x, y: one sample.
        w: the weight.

    Returns:
        A float64 tensor of one number that PyTorch can go back from to w.

    By hand: x = 2, y = 4 and w = 1 give 4; x = 3, y = 2 and w = 1.5 give 6.25.
    """
    # TODO: write loss here, in place of the next line
    raise NotImplementedError("loss: not written yet")


def backward(x, y, w):
    """Build the graph of one sample's loss, and go back through it with autograd.

    The derivative d loss / d w is added to w.grad, which is how PyTorch does it; nothing is zeroed here, and the value
    of w stays as it is.

    Args:
        x, y: one sample.
        w: the weight.

    Returns:
        The loss as a Python float.

    By hand: x = 2, y = 4, and w = 1 without a gradient: 4.0 is returned, and w.grad is -8. Once more: w.grad is -16.
    x = 3, y = 2, and w = 1.5 without a gradient: 6.25 is returned, and w.grad is 15.
    """
    # TODO: write backward here, in place of the next line
    raise NotImplementedError("backward: not written yet")


def update(w, lr):
    """One step downhill, in place: the value of w becomes w - lr * w.grad.

    w stays the same tensor: a leaf that requires a gradient. Its gradient stays as it is. The step is no part of the
    graph: write it through `w.data`, or under `torch.no_grad()`.

    Args:
        w: the weight, with a gradient.
        lr: the learning rate, a float above 0.

    What it returns does not count.

    By hand: w = 1 with w.grad = -8 and lr = 0.1: w becomes 1.8.
    """
    # TODO: write update here, in place of the next line
    raise NotImplementedError("update: not written yet")


def zero_gradient(w):
    """Forget the gradient of w, so that the next backward starts from 0.

    Afterwards w.grad is a tensor of 0, or None. It may be None before, too. The value of w stays as it is.

    Args:
        w: the weight.

    What it returns does not count.
    """
    # TODO: write zero_gradient here, in place of the next line
    raise NotImplementedError("zero_gradient: not written yet")


def train(xs, ys, w, lr, epochs):
    """Stochastic gradient descent: for each sample in turn forward, backward, update, zero; `epochs` times.

    w itself is trained: afterwards it holds the final weight, is still a leaf that requires a gradient, and its
    gradient is 0 or None. The two lists hold Python floats, copies of the numbers, and no part of any graph. The memory
    in use must not grow from epoch to epoch.

    Args:
        xs, ys: the samples, float64 tensors of shape (N,).
        w: the weight to start from; its gradient is None.
        lr: the learning rate, a float above 0.
        epochs: how many times through the set, an int; 0 is allowed.

    Returns:
        (ws, losses), two lists: the epochs + 1 weights, the start and then the one after each epoch; and for each epoch
        the sum of the N losses, each measured before the update of its sample.

    By hand: xs = 1, 2, ys = 2, 4, w = 1, lr = 0.1, epochs = 1: the first sample has loss 1 and gradient -2, which makes
    w = 1.2; the second one has loss 2.56 and gradient -6.4, which makes w = 1.84. So ws = [1, 1.84], losses = [3.56].
    """
    # TODO: write train here, in place of the next line
    raise NotImplementedError("train: not written yet")
