"""The linear model and its cost: how wrong is a weight w?

The model is a line through the origin, y_hat = x * w. The loss measures the error of one sample, the cost that of the
whole set. With the mean of squared errors as its cost it is called MSE, the mean squared error.

    loss(x, y, w) = (y_hat - y)**2
    cost(xs, ys, w) = (loss of sample 1 + ... + loss of sample N) / N

The course's data are (1, 2), (2, 4), (3, 6): the best weight is 2. `xs` and `ys` are 1-D float64 tensors of shape
(N,), and `w` is a Python float, passed in: no function reads a global variable. A loop `for x, y in zip(xs, ys)` and
tensor arithmetic are both right. Results may be Python floats or tensors with one element. No function modifies its
arguments, and none uses a loss of a library, such as `mse_loss`: here it is yours.
"""


def forward(x, w):
    """The model's prediction: y_hat = x * w.

    Args:
        x: a number, or a tensor of any shape.
        w: the weight, a float.

    Returns:
        y_hat, of the shape of x.

    By hand: forward(3.0, 2.5) is 7.5.
    """
    # TODO: write forward here, in place of the next line
    raise NotImplementedError("forward: not written yet")


def loss(x, y, w):
    """The squared error of one sample: (y_hat - y)**2 with y_hat = x * w.

    Args:
        x, y: one sample: two numbers, floats or tensors with one number.
        w: the weight, a float.

    Returns:
        A number, never negative.

    By hand: loss(3.0, 6.0, 1.0) is (3 - 6)**2 = 9, and loss(2.0, 3.0, 2.5) is (5 - 3)**2 = 4.
    """
    # TODO: write loss here, in place of the next line
    raise NotImplementedError("loss: not written yet")


def cost_sum(xs, ys, w):
    """The sum of the losses of all samples.

    Args:
        xs, ys: the samples, tensors of shape (N,), N at least 1.
        w: the weight, a float.

    Returns:
        A number.

    By hand: for the course's data and w = 1 the losses are 1, 4 and 9: the sum is 14. For (1, 3), (2, 1) and w = 1.5
    they are 2.25 and 4: the sum is 6.25.
    """
    # TODO: write cost_sum here, in place of the next line
    raise NotImplementedError("cost_sum: not written yet")


def cost(xs, ys, w):
    """The mean of the losses of all samples: MSE. N is the number of samples that were passed in.

    Unlike the sum it does not grow just because there are more samples.

    Args:
        xs, ys: the samples, tensors of shape (N,), N at least 1.
        w: the weight, a float.

    Returns:
        A number.

    By hand: for the course's data and w = 1 it is 14 / 3 = 4.666...; for w = 2 it is 0. For (1, 3), (2, 1) and w = 1.5
    it is 6.25 / 2 = 3.125.
    """
    # TODO: write cost here, in place of the next line
    raise NotImplementedError("cost: not written yet")
