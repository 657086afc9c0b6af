import numpy as np
import torch


def split_sizes(n, validation, test):
    n_val, n_test = np.floor(np.array([validation, test]) * n).astype(int)
    return n - n_val - n_test, n_val, n_test


def shuffled_indices(n, generator):
    return torch.rand(n, generator=generator).argsort()


def split_indices(n, validation, test, generator):
    n_train, n_val, _ = split_sizes(n, validation, test)
    order = shuffled_indices(n, generator).numpy()
    return tuple(np.split(order, [n_train, n_train + n_val]))


def take(xs, ys, indices):
    indices = np.asarray(indices)
    return np.array(xs)[indices], np.array(ys)[indices]


def split(xs, ys, validation, test, generator):
    train, val, test = split_indices(len(xs), validation, test, generator)
    return take(xs, ys, train), take(xs, ys, val), take(xs, ys, test)
