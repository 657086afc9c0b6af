"""Reading the costs of a training: smoothed, diverged or not, and how large the learning rate may be.

A cost that is measured on few samples jumps. The exponentially weighted average follows it and forgets slowly: with
beta = 0.9 it remembers about the last 10 values, 1 / (1 - beta).

`costs` and `xs` are float64 tensors of shape (N,), N at least 1; `beta`, `lr` and `curvature` are Python floats. No
function changes its arguments. A result may be a Python number or a tensor of one number.
"""

import math


def ewa(costs, beta):
    """The exponentially weighted average that starts from 0, without correction.

    average[t] = beta * average[t - 1] + (1 - beta) * costs[t], with 0 before the first one

    The first averages are far too small: they still remember the 0 that was never measured.

    Args:
        costs: the values, a float64 tensor of shape (N,).
        beta: how much is remembered, a float from 0 up to but not 1.

    Returns:
        A list (or a tensor) of N numbers.

    By hand: costs = 4, 2 with beta = 0.9 give 0.4, 0.56.
    """
    ### BEGIN SOLUTION
    averages, average = [], 0.0
    for value in costs:
        average = beta * average + (1 - beta) * value
        averages.append(average)
    return averages
    ### END SOLUTION


def ewa_from_first(costs, beta):
    """The exponentially weighted average that starts from the first value.

    average[0] = costs[0], then average[t] = beta * average[t - 1] + (1 - beta) * costs[t]

    Args:
        costs: the values, a float64 tensor of shape (N,).
        beta: how much is remembered, a float from 0 up to but not 1.

    Returns:
        A list (or a tensor) of N numbers.

    By hand: costs = 4, 2 with beta = 0.9 give 4, 3.8.
    """
    ### BEGIN SOLUTION
    averages, average = [], costs[0]
    for value in costs:
        average = beta * average + (1 - beta) * value
        averages.append(average)
    return averages
    ### END SOLUTION


def ewa_corrected(costs, beta):
    """The exponentially weighted average that starts from 0, with bias correction.

    Each average of `ewa` is divided by the sum of the weights that the values have in it so far. Section "The average
    that starts from 0" of the chapter derives that sum. Only what is returned is corrected: the next average is made
    from the uncorrected one.

    Args:
        costs: the values, a float64 tensor of shape (N,).
        beta: how much is remembered, a float from 0 up to but not 1.

    Returns:
        A list (or a tensor) of N numbers.

    By hand: costs = 4, 2 with beta = 0.9 give 0.4 / 0.1 = 4, then 0.56 / 0.19 = 2.947...
    """
    ### BEGIN SOLUTION
    return [average / (1 - beta ** (t + 1)) for t, average in enumerate(ewa(costs, beta))]
    ### END SOLUTION


def diverged(costs):
    """Whether a training has diverged: a cost is NaN or infinite, or the last cost lies above the first.

    A cost that goes up for a moment has not diverged.

    Args:
        costs: the costs, a float64 tensor of shape (N,).

    Returns:
        True or False.

    By hand: 4, 2, 3 has not diverged; 4, 2, 5 has, and so has 4, 5, 4.5.
    """
    ### BEGIN SOLUTION
    return not all(math.isfinite(cost) for cost in costs) or bool(costs[-1] > costs[0])
    ### END SOLUTION


def curvature(xs):
    """The second derivative of the cost (1/N) * sum of (x * w - y)**2 with respect to w.

    It is the same for every w and every y. Derive it: it is the derivative of the gradient of the cost.

    Args:
        xs: the inputs, a float64 tensor of shape (N,).

    Returns:
        One number.

    By hand: xs = 1, 2, 3 give 28 / 3 = 9.333...; xs = 2, 0.5 give 8.5 / 2 = 4.25.
    """
    ### BEGIN SOLUTION
    return (2 * xs**2).mean()
    ### END SOLUTION


def error_factor(lr, curvature):
    """By which factor one step of gradient descent multiplies the distance to the lowest point of a quadratic cost.

    Let `best` be the lowest point: then the gradient at w is curvature * (w - best). Write down one update of w,
    subtract `best` on both sides, and see what w - best is multiplied by.

    A factor between 0 and 1 comes closer from one side; one between -1 and 0 jumps across and comes closer all the
    same; one beyond that diverges.

    Args:
        lr: the learning rate, a float.
        curvature: the second derivative of the cost, a float.

    Returns:
        A float.

    By hand: lr = 0.1 and curvature = 9.5 give 0.05; lr = 0.25 and curvature = 6 give -0.5.
    """
    ### BEGIN SOLUTION
    return 1 - lr * curvature
    ### END SOLUTION


def largest_learning_rate(curvature):
    """The limit for the learning rate on a quadratic cost: below it gradient descent converges, above it diverges.

    At the limit the distance to the lowest point keeps its size: find the learning rate from `error_factor`.

    Args:
        curvature: the second derivative of the cost, a float above 0.

    Returns:
        A float.

    By hand: curvature = 8 gives 0.25; with lr = 0.25 each step only changes the sign of the distance.
    """
    ### BEGIN SOLUTION
    return 2 / curvature
    ### END SOLUTION
