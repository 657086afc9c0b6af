"""Broadcasting: how tensors of different shapes are added, and when that is a trap.

`x @ w + b` adds a bias of shape (1,) to predictions of shape (N, 1). The shapes differ, and still the sum exists:
each tensor is read as if it were repeated along the axes that it lacks, and along its axes of size 1, until the shapes
are equal. Nothing is copied in memory, and both tensors may be stretched at once. The rule, from the last axis to the
first: two sizes fit if they are equal or one of them is 1; where one shape has no axis left, its size counts as 1.

Shapes are tuples of ints, such as (4, 3), (4,) or (); the sizes of a tensor are `x.shape`. The tensors that come in are
float64; a result may be a NumPy array as well, or float32. No function changes its arguments. The rule is yours to
write: `torch.broadcast_shapes`, `expand`, `broadcast_to`, `sum_to_size` and their like are not allowed here.
"""

import torch


def broadcast_shape(a, b):
    """The shape that two shapes are broadcast to.

    From the last axis to the first: equal sizes stay, and of 1 and n it is n, whatever n is (1 and 0 give 0). The axes
    that only the longer shape has stay as they are.

    Args:
        a, b: two shapes, tuples of ints of any length, () included.

    Returns:
        The common shape, a tuple (or list) of ints.

    Raises:
        ValueError: where two sizes do not fit. Its message names both shapes, such as "(2, 3) and (4,) do not fit".

    By hand: (4, 1) and (3,) give (4, 3). (4,) and (4, 1) give (4, 4). (2, 3) and (2,) do not fit: 3 meets 2.
    """
    # TODO: write broadcast_shape here, in place of the next line
    raise NotImplementedError("broadcast_shape: not written yet")


def expand(x, shape):
    """The tensor, copied along new axes and along axes of size 1 until it has this shape.

    Args:
        x: a float64 tensor, 0-d included.
        shape: a tuple of ints.

    Returns:
        A new tensor (or array) of this shape, of which each number can be changed by itself: it shares no memory with
        x, and no two of its places share any. (PyTorch's own `expand` copies nothing: it gives a view whose places
        share memory. `repeat`, `torch.stack`, indexing and loops copy.)

    Raises:
        ValueError: where x does not broadcast to this very shape: an axis of x is neither 1 nor the size asked for, or
            x has more axes.

    By hand: [1, 2] becomes [[1, 2], [1, 2], [1, 2]] for the shape (3, 2); [[1], [2]] becomes [[1, 1, 1], [2, 2, 2]] for
    the shape (2, 3).
    """
    # TODO: write expand here, in place of the next line
    raise NotImplementedError("expand: not written yet")


def sum_to(grad, shape):
    """The way back: the gradient of a tensor of this shape that was broadcast to the shape of `grad`.

    Each number was used at several places and so reaches the loss along several paths: its gradient is the sum of
    the gradients at all of them. (That is why the gradient of a bias is a sum over the samples.)

    Args:
        grad: the gradient at the broadcast tensor, a float64 tensor.
        shape: the shape before broadcasting, a tuple of ints that broadcasts to `grad.shape`.

    Returns:
        The sums, in this shape. No autograd.

    By hand: grad = [[1, 2], [3, 4], [5, 6]] gives [9, 12] for the shape (2,), [[3], [7], [11]] for (3, 1), 21 for ().
    """
    # TODO: write sum_to here, in place of the next line
    raise NotImplementedError("sum_to: not written yet")


def residual_table(y_hat, y):
    """What `y_hat - y` silently becomes if y_hat has the shape (N,) and y the shape (N, 1): every prediction against
    every target.

    table[i, j] = y_hat[j] - y[i, 0]

    Args:
        y_hat: predictions, a float64 tensor of shape (N,).
        y: targets, a float64 tensor of shape (N, 1).

    Returns:
        The table, of shape (N, N). Only its diagonal holds residuals.

    By hand: y_hat = [1, 2] and y = [[1], [2]] give [[0, 1], [-1, 0]]: a perfect prediction, and not all zeros.
    y_hat = [1, 3] and y = [[7], [2]] give [[-6, -4], [-1, 1]].
    """
    # TODO: write residual_table here, in place of the next line
    raise NotImplementedError("residual_table: not written yet")


def safe_mse(y_hat, y):
    """The mean squared error, which refuses what would be broadcast.

    cost = the mean of (y_hat - y)**2

    Args:
        y_hat, y: predictions and targets, float64 tensors; at least one number each.

    Returns:
        One number.

    Raises:
        ValueError: where the two shapes are not equal, also where broadcasting would make them so. Its message names
            both shapes.

    By hand: y_hat = [1, 2, 3] and y = [2, 4, 6] give 14/3 = 4.666... With y = [[2], [4], [6]] it raises; broadcasting
    would have given 7.333... y_hat = [1, 3] and y = [2, 7] give 8.5.
    """
    # TODO: write safe_mse here, in place of the next line
    raise NotImplementedError("safe_mse: not written yet")
