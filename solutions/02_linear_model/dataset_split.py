"""Data set split: training, validation and test samples.

Supervised learning trains on samples whose y is known. Whether the model has understood the data or only learnt them by
heart (overfitting: background and noise included) shows on samples that it has never seen. So the data are split once,
at random, into three parts: the model is trained on the first, choices are made on the second, and the third is looked
at once, at the end.

The data are tensors: `xs` of shape (N,) or (N, D), `ys` of shape (N,). Chance comes from a `torch.Generator` that is
passed in, and from nowhere else: the same seed gives the same split. No function modifies its arguments.
"""

import torch


def split_sizes(n, validation, test):
    """How many samples go into each part.

    The validation part gets n * validation samples and the test part n * test, both rounded down. All the others are
    for training: n_train = n - n_validation - n_test, so that no sample is lost.

    Args:
        n: the number of samples, an int, at least 0.
        validation, test: shares, floats from 0 (no such part) to below 1; together they are less than 1.

    Returns:
        The three whole numbers (n_train, n_validation, n_test).

    By hand: split_sizes(11, 0.2, 0.3) is (6, 2, 3): 2.2 and 3.3 are rounded down, 6 are left. split_sizes(9, 0.3, 0.2)
    is (6, 2, 1): 2.7 and 1.8 are rounded down too.
    """
    ### BEGIN SOLUTION
    n_validation = int(n * validation)
    n_test = int(n * test)
    return n - n_validation - n_test, n_validation, n_test
    ### END SOLUTION


def shuffled_indices(n, generator):
    """The numbers 0 to n - 1 in random order, each of them once.

    Args:
        n: the number of samples, an int, at least 0.
        generator: a `torch.Generator`. The order follows from its state alone: neither from a global seed nor from a
            seed that is set in here.

    Returns:
        n whole numbers that can be used as indices: an int64 tensor of shape (n,), or a list or NumPy array of ints.

    By hand: for n = 3 any of the six orders may come out, such as [2, 0, 1]. [0, 0, 1] may not: 2 is lost.
    """
    ### BEGIN SOLUTION
    return torch.randperm(n, generator=generator)
    ### END SOLUTION


def split_indices(n, validation, test, generator):
    """The indices of the three parts: shuffled first, then cut.

    Every index from 0 to n - 1 is in exactly one part. The sizes are those of `split_sizes`.

    Args:
        n, validation, test: as for `split_sizes`.
        generator: a `torch.Generator`, the only source of chance.

    Returns:
        (train, validation, test): the indices of each part, in the form that `shuffled_indices` gives them in.

    By hand: if the shuffled order is [3, 0, 4, 1, 2] and the sizes are (3, 1, 1), the parts may be
    [3, 0, 4], [1] and [2].
    """
    ### BEGIN SOLUTION
    n_train, n_validation, _ = split_sizes(n, validation, test)
    order = shuffled_indices(n, generator)
    return order[:n_train], order[n_train : n_train + n_validation], order[n_train + n_validation :]
    ### END SOLUTION


def take(xs, ys, indices):
    """The samples with these indices, in this order, each x still with its own y.

    Args:
        xs: tensor of shape (N,) or (N, D).
        ys: tensor of shape (N,).
        indices: int64 tensor of shape (k,) of numbers from 0 to N - 1; k may be 0.

    Returns:
        (part of xs, part of ys): shapes (k,) or (k, D), and (k,).

    By hand: take([1, 2, 3], [2, 4, 6], [2, 0]) is ([3, 1], [6, 2]).
    """
    ### BEGIN SOLUTION
    return xs[indices], ys[indices]
    ### END SOLUTION


def split(xs, ys, validation, test, generator):
    """Split the data at random into a training, a validation and a test part.

    Args:
        xs: tensor of shape (N,) or (N, D), N at least 1.
        ys: tensor of shape (N,).
        validation, test: as for `split_sizes`.
        generator: a `torch.Generator`, the only source of chance.

    Returns:
        ((train_xs, train_ys), (validation_xs, validation_ys), (test_xs, test_ys)).

    By hand: five samples with validation=0.2 and test=0.2 give parts of 3, 1 and 1 samples; which samples they are
    depends on the generator.
    """
    ### BEGIN SOLUTION
    train, held_back, final = split_indices(len(xs), validation, test, generator)
    return take(xs, ys, train), take(xs, ys, held_back), take(xs, ys, final)
    ### END SOLUTION
