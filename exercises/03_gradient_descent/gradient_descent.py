"""Gradient descent for the linear model: go a little way downhill, again and again.

The four roles of the course, one function each: forward (the prediction), cost (how wrong it is on the whole set),
backward (the gradient, by hand), update (one step). `train` puts them into a loop.

`xs` and `ys` are float64 tensors of shape (N,), N at least 1; `w`, `b` and `lr` are Python floats. A loop over
`zip(xs, ys)` and a formula on whole tensors are both right. A result may be a Python number or a tensor of one number.
No function changes its arguments, and none uses autograd, or a loss or an optimizer of a library: here they are yours.

The gradients are yours to derive, too: section "The gradient of our cost" of the chapter says how. Before you run the
checks, compare each of them with `gradient_check` of numeric_gradient.py.
"""


def forward(x, w):
    """The prediction of the linear model: y_hat = x * w.

    Args:
        x: a float, or a tensor of any shape.
        w: the weight, a float.

    Returns:
        The prediction, of the shape of `x`.

    By hand: forward(3.0, 1.5) is 4.5.
    """
    # TODO: write forward here, in place of the next line
    raise NotImplementedError("forward: not written yet")


def cost(xs, ys, w):
    """The mean squared error over the whole set.

    cost = (1/N) * sum of (x * w - y)**2

    Args:
        xs, ys: the samples, float64 tensors of shape (N,).
        w: the weight, a float.

    Returns:
        One number.

    By hand: xs = 1, 2, 3, ys = 2, 4, 6 and w = 1 give (1 + 4 + 9) / 3 = 4.666...;
    xs = 1, 2, ys = 3, 2 and w = 2 give (1 + 4) / 2 = 2.5.
    """
    # TODO: write cost here, in place of the next line
    raise NotImplementedError("cost: not written yet")


def gradient(xs, ys, w):
    """The derivative of the cost with respect to w.

    Derive it from the formula of the cost: differentiate the square of one sample by the chain rule, then take the mean
    over all samples.

    Args:
        xs, ys: the samples, float64 tensors of shape (N,).
        w: the weight, a float.

    Returns:
        One number: the slope of the cost at `w`.

    By hand: xs = 1, 2, 3, ys = 2, 4, 6 and w = 1 give (-2 - 8 - 18) / 3 = -9.333...;
    xs = 1, 2, ys = 3, 2 and w = 2 give (-2 + 8) / 2 = 3.
    """
    # TODO: write gradient here, in place of the next line
    raise NotImplementedError("gradient: not written yet")


def update(w, grad, lr):
    """One step downhill: the new weight, w - lr * grad.

    Args:
        w: the weight, a float.
        grad: the gradient there, a number.
        lr: the learning rate, a float.

    Returns:
        The new weight, a number. The step is lr * grad long and goes against the gradient.

    By hand: w = 1, grad = -9.333... and lr = 0.01 give 1.0933...; w = 2, grad = 3 and lr = 0.1 give 1.7.
    """
    # TODO: write update here, in place of the next line
    raise NotImplementedError("update: not written yet")


def train(xs, ys, w, lr, epochs):
    """Gradient descent: `epochs` updates, each with the gradient over the whole set at the weight of that moment.

    Args:
        xs, ys: the samples, float64 tensors of shape (N,).
        w: the weight to start from, a float.
        lr: the learning rate, a float.
        epochs: how many updates, an int; 0 is allowed.

    Returns:
        (w, ws, costs): the final weight; the list of weights; the list of costs, costs[i] being the cost at ws[i].
        Both lists have epochs + 1 entries: the start comes first, the final weight last. Each entry is a number of its
        own: `w -= ...` would change a tensor in place, and the entries that hold it.

    By hand: xs = 1, 2, 3, ys = 2, 4, 6, w = 1, lr = 0.01, epochs = 1 give w = 1.0933..., ws = [1, 1.0933...],
    costs = [4.666..., 3.836...]; xs = 1, 2, ys = 3, 2, w = 2, lr = 0.1, epochs = 1 give w = 1.7, ws = [2, 1.7],
    costs = [2.5, 1.825].
    """
    # TODO: write train here, in place of the next line
    raise NotImplementedError("train: not written yet")


def gradient_with_bias(xs, ys, w, b):
    """The derivatives of the cost of y_hat = x * w + b, both measured at the same point (w, b).

    Derive them from cost = (1/N) * sum of (x * w + b - y)**2: with respect to w while b stands still, and with respect
    to b while w does.

    Args:
        xs, ys: the samples, float64 tensors of shape (N,).
        w, b: the weight and the bias, floats.

    Returns:
        The pair (d cost / d w, d cost / d b).

    By hand: xs = 1, 2, 3, ys = 2, 4, 6, w = 1 and b = 0.5 give (-7.333..., -3);
    xs = 1, 2, ys = 3, 2, w = 2 and b = 0.5 give (4.5, 2).
    """
    # TODO: write gradient_with_bias here, in place of the next line
    raise NotImplementedError("gradient_with_bias: not written yet")


def train_with_bias(xs, ys, w, b, lr, epochs):
    """Gradient descent for y_hat = x * w + b: each epoch takes both gradients, then moves both parameters.

    Args:
        xs, ys: the samples, float64 tensors of shape (N,).
        w, b: the weight and the bias to start from, floats.
        lr: the learning rate, a float.
        epochs: how many updates of the pair, an int; 0 is allowed.

    Returns:
        (w, b, costs): the final weight and bias, and the list of the epochs + 1 costs (1/N) * sum of
        (x * w + b - y)**2, the start included.

    By hand: xs = 1, 2, 3, ys = 2, 4, 6, w = 1, b = 0.5, lr = 0.01, epochs = 1 give w = 1.07333..., b = 0.53,
    costs = [2.916..., 2.323...]; xs = 1, 2, ys = 3, 2, w = 2, b = 0.5, lr = 0.1, epochs = 1 give w = 1.55, b = 0.3,
    costs = [3.25, 1.64125].
    """
    # TODO: write train_with_bias here, in place of the next line
    raise NotImplementedError("train_with_bias: not written yet")
