"""Overfitting and generalisation: which degree of a polynomial is best for the data?

A polynomial of a higher degree comes closer to the training samples: its training error only falls. But from some
degree on it learns the noise as well, and its error on samples that it has not seen rises again. The degree that
generalises is the one with the lowest error on those.

    y_hat = c[0] + c[1] * x + c[2] * x**2 + ... + c[degree] * x**degree

Coefficients are ordered from the lowest power to the highest. `xs` and `ys` are 1-D float64 tensors of shape (N,),
with xs in [-1, 1] and at least as many different x as coefficients. Loops and tensor arithmetic are both right;
results may be lists or tensors. No function modifies its arguments.
"""

import torch


def features(xs, degree):
    """The powers of every x: row n is (1, x_n, x_n**2, ..., x_n**degree).

    Args:
        xs: tensor of shape (N,).
        degree: an int, at least 0.

    Returns:
        A tensor of shape (N, degree + 1).

    By hand: features([2, 3], 2) is [[1, 2, 4], [1, 3, 9]].
    """
    # TODO: write features here, in place of the next line
    raise NotImplementedError("features: not written yet")


def fit(xs, ys, degree):
    """The coefficients with the least sum of squared errors (least squares).

    With A = features(xs, degree) they minimise the squared length of A @ c - ys: `torch.linalg.lstsq`, or the
    normal equations A.T @ A @ c = A.T @ ys. Keep float64: solving equations costs digits.

    Args:
        xs, ys: the training samples, tensors of shape (N,).
        degree: an int, at least 0, less than N.

    Returns:
        A tensor of shape (degree + 1,), the constant first.

    By hand: for (0, 1), (1, 3) and degree 1 it is [1, 2]: the line 1 + 2 * x. For degree 0 it is the mean of y: [2].
    """
    # TODO: write fit here, in place of the next line
    raise NotImplementedError("fit: not written yet")


def predict(xs, coefficients):
    """The polynomial's values: c[0] + c[1] * x + c[2] * x**2 + ... for every x.

    Args:
        xs: tensor of shape (N,).
        coefficients: tensor of shape (degree + 1,), the constant first.

    Returns:
        A tensor of shape (N,).

    By hand: predict([2], [1, 0, 3]) is [1 + 0 + 3 * 4] = [13].
    """
    # TODO: write predict here, in place of the next line
    raise NotImplementedError("predict: not written yet")


def cost(xs, ys, coefficients):
    """The mean squared error of the polynomial on these samples.

    Args:
        xs, ys: the samples, tensors of shape (N,).
        coefficients: tensor of shape (degree + 1,), the constant first.

    Returns:
        A number.

    By hand: for (0, 1), (1, 5) and coefficients [1, 2] the errors are 0 and -2: the cost is 4 / 2 = 2.
    """
    # TODO: write cost here, in place of the next line
    raise NotImplementedError("cost: not written yet")


def errors_by_degree(train_xs, train_ys, test_xs, test_ys, degrees):
    """Training error and test error for every degree. The test samples are never used to fit.

    Args:
        train_xs, train_ys: the samples to fit to, tensors of shape (N,).
        test_xs, test_ys: samples that the fit does not see, tensors of shape (M,).
        degrees: a list of ints.

    Returns:
        (train_errors, test_errors): two lists with one mean squared error for each degree, in the order of `degrees`.

    By hand: for training samples (0, 1), (1, 3), test sample (0.5, 2.5) and degrees [0, 1] the fits are y = 2 and
    y = 1 + 2 * x: the lists are [1, 0] and [0.25, 0.25].
    """
    # TODO: write errors_by_degree here, in place of the next line
    raise NotImplementedError("errors_by_degree: not written yet")


def best_degree(degrees, train_errors, test_errors):
    """The degree that generalises: the one with the lowest error on samples that the fit has not seen.

    Args:
        degrees: a list of ints, in any order and not always without gaps.
        train_errors, test_errors: lists with one error for each degree; no two test errors are equal.

    Returns:
        One of `degrees`.

    By hand: best_degree([1, 2, 5], [0.9, 0.4, 0.1], [1.1, 0.6, 3.0]) is 2.
    """
    # TODO: write best_degree here, in place of the next line
    raise NotImplementedError("best_degree: not written yet")
