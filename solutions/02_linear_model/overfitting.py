"""Overfitting and generalisation: which degree of a polynomial is best for the data?

A polynomial of a higher degree comes closer to the training samples: its training error only falls. But from some
degree on it learns the noise as well, and its error on samples that it has not seen rises again. The degree that
generalises is the one with the lowest error on those: the validation set chooses it. Whoever has chosen the lowest of
several errors has chosen a lucky one, too. So how good the chosen polynomial is, the test set tells, once.

    y_hat = c[0] + c[1] * x + c[2] * x**2 + ... + c[degree] * x**degree

Coefficients are ordered from the lowest power to the highest. `xs` and `ys` are 1-D float64 tensors of shape (N,), N at
least 1. Loops and tensor arithmetic are both right; results may be lists or tensors. No function modifies its
arguments.
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
    ### BEGIN SOLUTION
    return torch.stack([xs**power for power in range(degree + 1)], dim=1)
    ### END SOLUTION


def fit(xs, ys, degree):
    """The coefficients with the least sum of squared errors (least squares).

    With A = features(xs, degree) they minimise the squared length of A @ c - ys: `torch.linalg.lstsq`, or the
    normal equations A.T @ A @ c = A.T @ ys. Keep float64: solving equations costs digits.

    Args:
        xs, ys: the training samples, tensors of shape (N,); xs lies between -1 and 1, with at least degree + 1
            different values.
        degree: an int, at least 0, less than N.

    Returns:
        A float64 tensor of shape (degree + 1,), or a list of floats, the constant first.

    By hand: for (0, 1), (1, 3) and degree 1 it is [1, 2]: the line 1 + 2 * x. For degree 0 it is the mean of y: [2].
    """
    ### BEGIN SOLUTION
    return torch.linalg.lstsq(features(xs, degree), ys[:, None]).solution[:, 0]
    ### END SOLUTION


def predict(xs, coefficients):
    """The polynomial's values: c[0] + c[1] * x + c[2] * x**2 + ... for every x.

    Args:
        xs: tensor of shape (N,).
        coefficients: tensor of shape (degree + 1,), the constant first.

    Returns:
        A tensor of shape (N,).

    By hand: predict([2], [1, 0, 3]) is [1 + 0 + 3 * 4] = [13].
    """
    ### BEGIN SOLUTION
    return features(xs, len(coefficients) - 1) @ coefficients
    ### END SOLUTION


def cost(xs, ys, coefficients):
    """The mean squared error of the polynomial on these samples.

    Args:
        xs, ys: the samples, tensors of shape (N,).
        coefficients: tensor of shape (degree + 1,), the constant first.

    Returns:
        A number.

    By hand: for (0, 1), (1, 5), (2, 4) and coefficients [1, 2] the errors are 0, -2, 1: the cost is 5 / 3 = 1.666...
    """
    ### BEGIN SOLUTION
    return ((predict(xs, coefficients) - ys) ** 2).mean()
    ### END SOLUTION


def errors_by_degree(train_xs, train_ys, validation_xs, validation_ys, degrees):
    """Training error and validation error for every degree. The validation samples are never used to fit.

    Args:
        train_xs, train_ys: the samples to fit to, tensors of shape (N,), as `fit` wants them for every degree.
        validation_xs, validation_ys: samples that the fit does not see, tensors of shape (M,).
        degrees: a list of ints, at least 0 and less than N, in any order.

    Returns:
        (train_errors, validation_errors): two lists with one mean squared error for each degree, in the order of
        `degrees`.

    By hand: for training samples (0, 1), (1, 3), validation sample (1, 2) and degrees [0, 1] the fits are y = 2 and
    y = 1 + 2 * x: the lists are [1, 0] and [0, 1].
    """
    ### BEGIN SOLUTION
    train_errors, validation_errors = [], []
    for degree in degrees:
        coefficients = fit(train_xs, train_ys, degree)
        train_errors.append(cost(train_xs, train_ys, coefficients))
        validation_errors.append(cost(validation_xs, validation_ys, coefficients))
    return train_errors, validation_errors
    ### END SOLUTION


def best_degree(degrees, train_errors, validation_errors):
    """The degree that generalises: the one with the lowest error on samples that the fit has not seen.

    Args:
        degrees: a list of ints, in any order and not always without gaps.
        train_errors, validation_errors: lists with one error for each degree; no two validation errors are equal.

    Returns:
        One of `degrees`.

    By hand: best_degree([1, 2, 5], [0.9, 0.4, 0.1], [1.1, 0.6, 3.0]) is 2.
    """
    ### BEGIN SOLUTION
    best = min(range(len(degrees)), key=lambda i: validation_errors[i])
    return degrees[best]
    ### END SOLUTION


def choose(train, validation, test, degrees):
    """The degree that the validation set chooses, and the error of its polynomial on the test set.

    Each polynomial is fitted to the training samples alone. The test samples choose nothing: the polynomial that was
    chosen meets them once, at the end.

    Args:
        train, validation, test: the three parts, pairs (xs, ys) of tensors, as `split` of `dataset_split.py` returns
            them; the training samples as `fit` wants them for every degree.
        degrees: a list of ints, at least 0 and less than the number of training samples, in any order.

    Returns:
        (degree, test_error): one of `degrees`, and a mean squared error.

    By hand: for training samples (0, 1), (1, 3), validation sample (1, 1.5), test sample (0, 0) and degrees [1, 0] the
    validation errors are [2.25, 0.25]. Degree 0 is chosen, the line y = 2, and its test error is 4: the result is
    (0, 4). That degree 1 would have the test error 1 counts for nothing.
    """
    ### BEGIN SOLUTION
    train_errors, validation_errors = errors_by_degree(*train, *validation, degrees)
    degree = best_degree(degrees, train_errors, validation_errors)
    return degree, cost(*test, fit(*train, degree))
    ### END SOLUTION
