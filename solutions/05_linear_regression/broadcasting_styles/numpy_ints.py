from itertools import zip_longest

import numpy as np
import torch


def broadcast_shape(a, b):
    n = max(len(a), len(b))
    p = np.array((1,) * (n - len(a)) + tuple(a), dtype=int)
    q = np.array((1,) * (n - len(b)) + tuple(b), dtype=int)
    if np.any((p != q) & (p != 1) & (q != 1)):
        raise ValueError(f"{a} {b}")
    return tuple(np.where(p == 1, q, p))


def expand(x, shape):
    array = np.array(x)
    missing = len(shape) - array.ndim
    if missing < 0:
        raise ValueError("shape")
    array = array.reshape((1,) * missing + array.shape)
    for axis, size in enumerate(shape):
        if array.shape[axis] == size:
            continue
        if array.shape[axis] != 1:
            raise ValueError("shape")
        array = np.repeat(array, size, axis=axis)
    return array


def sum_to(grad, shape):
    array = np.array(grad)
    array = array.sum(axis=tuple(range(array.ndim - len(shape))))
    ones = tuple(i for i, n in enumerate(shape) if n == 1)
    return np.sum(array, axis=ones, keepdims=True)


def residual_table(y_hat, y):
    return np.subtract.outer(np.array(y)[:, 0], np.array(y_hat)) * -1


def safe_mse(y_hat, y):
    if tuple(y_hat.shape) != tuple(y.shape):
        raise ValueError(f"{tuple(y_hat.shape)} != {tuple(y.shape)}")
    return float(np.mean(np.square(np.array(y_hat) - np.array(y))))
