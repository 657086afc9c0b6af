"""The four tasks of traditional machine learning, one small method each.

    classification        which class does a sample belong to?       the nearest neighbour
    clustering            which samples belong together?             k-means
    regression            which number belongs to a sample?          least squares
    dimension reduction   how can fewer numbers describe a sample?   projection on the principal directions

Classification and regression are supervised: the samples come with their answers, labels or numbers. Clustering and
dimension reduction are not: there is nothing but the samples.

`xs` is a float64 tensor of shape (N, D), one sample a row. Distances are Euclidean: the root of the sum of the squared
differences. Results may be tensors, NumPy arrays, lists or numbers. No function changes its arguments.
"""

import torch


def nearest_neighbour(xs, labels, query):
    """Classification: the label of the sample that lies nearest to `query`.

    Args:
        xs: the samples, tensor of shape (N, D), N at least 1.
        labels: their classes, a list of N strings.
        query: a sample without a label, float64 tensor of shape (D,).

    Returns:
        One of the labels. Where several samples are equally near, the label of any of them is right.

    By hand: from [2, 0] it is 2 to the sample [0, 0], a "cat", and 4.123... to the sample [3, 4], a "dog". So it is
    a "cat". From [0, 0] it is 5 to the sample [0, 5], an "owl", and 4.242... to the sample [3, 3], a "fox": a "fox",
    although its differences, 3 and 3, have the larger sum.
    """
    # TODO: write nearest_neighbour here, in place of the next line
    raise NotImplementedError("nearest_neighbour: not written yet")


def assign(xs, centres):
    """Clustering, first step: for each sample, the index of the centre that lies nearest to it.

    Args:
        xs: the samples, tensor of shape (N, D).
        centres: float64 tensor of shape (K, D), one centre a row.

    Returns:
        N whole numbers from 0 to K - 1 (1.0 is as good as 1). Where several centres are equally near, any of them is
        right.

    By hand: for the samples [0], [1], [7] and the centres [0], [6] it is 0, 0, 1.
    """
    # TODO: write assign here, in place of the next line
    raise NotImplementedError("assign: not written yet")


def move_centres(xs, assignment, centres):
    """Clustering, second step: each centre moves to the mean of the samples that are assigned to it.

    Args:
        xs: the samples, tensor of shape (N, D).
        assignment: int64 tensor of shape (N,), for each sample the index of its centre.
        centres: the old centres, tensor of shape (K, D). A centre without any sample stays where it is.

    Returns:
        The new centres, of shape (K, D).

    By hand: the samples [0], [1], [7] with the assignment 0, 0, 2 and the old centres [5], [6], [8] give the new
    centres [0.5], [6], [7].
    """
    # TODO: write move_centres here, in place of the next line
    raise NotImplementedError("move_centres: not written yet")


def k_means(xs, centres, rounds):
    """Clustering: in each round, assign the samples, then move the centres.

    Args:
        xs: the samples, tensor of shape (N, D).
        centres: the centres to start from, tensor of shape (K, D).
        rounds: how many rounds, an int; 0 is allowed.

    Returns:
        The centres after the last round, of shape (K, D).

    By hand: with the samples [0], [2], [6], [8] and the centres [0], [1], the centres are [0] and [5.333...] after
    one round, and [1] and [7] after two; there they stay. (The checks have no sample here that is equally near to two
    centres.)
    """
    # TODO: write k_means here, in place of the next line
    raise NotImplementedError("k_means: not written yet")


def least_squares(xs, ys):
    """Regression: the weights and the bias of y_hat = w . x + b with the smallest sum of (y_hat - y)**2.

    Write a 1 behind each sample, so that the bias becomes one more weight: A = [xs, 1], of shape (N, D + 1), and
    A v with v = (w, b) is all y_hat at once. The section "Four traditional tasks" of the chapter derives which
    equations the best v solves. `torch.linalg.lstsq` finds it in one call; it wants y as a column, of shape (N, 1).

    Args:
        xs: the samples, tensor of shape (N, D). N is larger than D, and there is one best answer.
        ys: the numbers that belong to them, float64 tensor of shape (N,).

    Returns:
        The tuple (w, b): the weights, of shape (D,), and one number.

    By hand: the samples [0], [1], [2] and the numbers 1, 3, 5 lie on a line: w = [2], b = 1. For the numbers 1, 2, 6
    no line goes through all three points; the best one has w = [2.5], b = 0.5.
    """
    # TODO: write least_squares here, in place of the next line
    raise NotImplementedError("least_squares: not written yet")


def reduce_dimension(xs, dims):
    """Dimension reduction: `dims` numbers for each sample, along the directions in which the samples spread most.

    Subtract the mean of the samples. The directions are the eigenvectors of the D x D matrix (1/N) * sum of
    (x - mean) (x - mean)^T with the largest eigenvalues; the numbers are the scalar products of x - mean with them.

    Args:
        xs: the samples, tensor of shape (N, D). Their spreads differ.
        dims: how many numbers, an int from 1 to D.

    Returns:
        A tensor of shape (N, dims), the direction of the largest spread first. A direction has no sign, so that each
        column may have all its signs reversed.

    By hand: the samples [7, 10], [-5, -6], [5, -1], [-3, 5] and dims = 1 give 10, -10, 0, 0 (or -10, 10, 0, 0): their
    mean is [1, 2], and they spread most along (3, 4) / 5.
    """
    # TODO: write reduce_dimension here, in place of the next line
    raise NotImplementedError("reduce_dimension: not written yet")
