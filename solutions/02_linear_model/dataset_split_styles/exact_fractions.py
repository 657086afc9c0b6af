# Shares as exact decimal fractions; the permutation by sorting pairs of a random key and an index.
from fractions import Fraction
from itertools import accumulate

import torch


def split_sizes(n, validation, test):
    held = [n * Fraction(str(share)) for share in (validation, test)]
    v, t = (part.numerator // part.denominator for part in held)
    return n - v - t, v, t


def shuffled_indices(n, generator):
    keys = torch.rand(n, generator=generator, dtype=torch.float64).tolist()
    return [index for _, index in sorted(zip(keys, range(n)))]


def split_indices(n, validation, test, generator):
    ends = list(accumulate(split_sizes(n, validation, test), initial=0))
    order = shuffled_indices(n, generator)
    return [order[a:b] for a, b in zip(ends, ends[1:])]


def take(xs, ys, indices):
    return [xs[int(i)] for i in indices], [ys[int(i)] for i in indices]


def split(xs, ys, validation, test, generator):
    return [take(xs, ys, part) for part in split_indices(len(ys), validation, test, generator)]
