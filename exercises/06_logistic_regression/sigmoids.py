"""Sigmoid functions: from any real number to a bounded one.

A linear model gives any real number, a probability lies between 0 and 1. A sigmoid function leads from the one to the
other: it rises everywhere, has a limit on each side, and saturates: far from 0 its slope goes to 0.

`x` is a float64 tensor of shape (N,). A loop over its numbers and a formula on the whole tensor are both right. Results
may be lists or tensors. No function changes its arguments.
"""

import math

import torch


def logistic(x):
    """The logistic function: sigma(x) = 1 / (1 + exp(-x)), between 0 and 1.

    Without `torch.sigmoid` and the like. It has to be right for |x| up to 10000: exp(10000) is more than any
    floating-point number holds. `torch.exp` gives infinity there, `math.exp` raises OverflowError, and infinity divided
    by infinity is NaN. Another way to write the same function is exp(x) / (1 + exp(x)): for which sign of x is which
    of the two safe?

    Args:
        x: a float64 tensor of shape (N,).

    Returns:
        N numbers.

    By hand: logistic of 0, log(3) and -10000 is 0.5, 0.75 and 0.
    """
    # TODO: write logistic here, in place of the next line
    raise NotImplementedError("logistic: not written yet")


def logistic_derivative(x):
    """The derivative of the logistic function: its slope at each x.

    Derive it on paper from 1 / (1 + exp(-x)), and bring it to a form in which only values of sigma itself occur; the
    chapter's section "The slope of each sigmoid" goes the same way. Before you run the checks, compare your function
    with a central difference: (logistic(x + h) - logistic(x - h)) / (2 * h) for h = 1e-5 agrees to nine decimals.
    Without autograd. As `logistic`, it has to be right for |x| up to 10000.

    Args:
        x: a float64 tensor of shape (N,).

    Returns:
        N numbers.

    By hand: at 0 it is 0.25, at log(3) and at -log(3) it is 0.1875, at 10000 and -10000 it is 0.
    """
    # TODO: write logistic_derivative here, in place of the next line
    raise NotImplementedError("logistic_derivative: not written yet")


def gudermannian(x):
    """The Gudermannian function: gd(x) = 2 * atan(tanh(x / 2)), between -pi/2 and pi/2.

    Right for |x| up to 10000.

    Args:
        x: a float64 tensor of shape (N,).

    Returns:
        N numbers.

    By hand: gd(0) = 0, gd(10000) = pi/2 = 1.5707...; gd(log(3)) = 2 * atan(0.5) = 0.9272...
    """
    # TODO: write gudermannian here, in place of the next line
    raise NotImplementedError("gudermannian: not written yet")


def sigmoids(x):
    """Six sigmoid functions, scaled alike: each has slope 1 at 0 and the limits -1 and 1.

    | name | function |
    |---|---|
    | "tanh" | tanh(x) |
    | "erf" | erf(sqrt(pi) / 2 * x) |
    | "root" | x / sqrt(1 + x**2) |
    | "atan" | 2 / pi * atan(pi / 2 * x) |
    | "gd" | 2 / pi * gd(pi / 2 * x), with the Gudermannian function |
    | "abs" | x / (1 + abs(x)) |

    `torch.tanh`, `torch.erf`, `torch.atan` and their cousins in `math` are allowed. Right for |x| up to 10000.

    Args:
        x: a float64 tensor of shape (N,).

    Returns:
        A dict: under each of the six names the N numbers of that function.

    By hand: at x = 1 they are 0.7615..., 0.7898..., 0.7071..., 0.6390..., 0.7394... and 0.5; at x = -2 they are
    -0.9640..., -0.9878..., -0.8944..., -0.8038..., -0.9450... and -0.6666...
    """
    # TODO: write sigmoids here, in place of the next line
    raise NotImplementedError("sigmoids: not written yet")


def looks_like_a_sigmoid(xs, ys, flat):
    """Whether points of a function look like those of a sigmoid function.

    Between two neighbouring points the slope is (ys[i+1] - ys[i]) / (xs[i+1] - xs[i]). All three have to hold:

    1. it never falls: no slope is below 0;
    2. it saturates on both sides: the first slope and the last one are below `flat`;
    3. it rises somewhere: at least one slope is `flat` or more.

    Args:
        xs: a float64 tensor of shape (N,), N at least 4, in rising order; its steps need not be equal.
        ys: the function's values there, a float64 tensor of shape (N,).
        flat: a float, above 0.

    Returns:
        True or False; those of NumPy and torch, and 1 and 0, will do as well.

    By hand: xs = 0, 1, 2, 3 and flat = 0.1: for ys = 0, 0.05, 0.95, 1 the slopes are 0.05, 0.9, 0.05, which is True.
    For ys = 0, 0.5, 0.95, 1 it is False: the first slope is 0.5.
    """
    # TODO: write looks_like_a_sigmoid here, in place of the next line
    raise NotImplementedError("looks_like_a_sigmoid: not written yet")


def saturation_point(slope, level):
    """From which x on a sigmoid function is saturated: the x >= 0 at which its slope has fallen to `level`.

    On x >= 0 the slope falls all the way towards 0. Look for a number where it is not above `level` by doubling (1, 2,
    4, ...); the point may be as far out as 10**8. Then halve the interval from 0 to that number again and again, always
    keeping the half with the point in it; 100 halvings are enough. Count them: far out, two neighbouring floats are
    more than 10**-9 apart, and a loop that waits for an interval as short as that never ends.

    Args:
        slope: a function that takes a float, at least 0, and returns the slope there, a float.
        level: a float, above 0.

    Returns:
        One number: x with slope(x) = level, or 0 (to nine decimals) where slope(0.0) is at most `level`.

    By hand: for the slope 1 / (1 + x)**2 it is 4 with level = 0.04, and 9 with level = 0.01.
    """
    # TODO: write saturation_point here, in place of the next line
    raise NotImplementedError("saturation_point: not written yet")
