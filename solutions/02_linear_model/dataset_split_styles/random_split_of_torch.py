import math

import torch
from torch.utils.data import Subset, TensorDataset, random_split


def split_sizes(n, validation, test):
    val = math.floor(n * validation)
    tst = math.floor(n * test)
    return [n - val - tst, val, tst]


def shuffled_indices(n, generator):
    return torch.multinomial(torch.ones(n), n, generator=generator) if n else torch.randperm(0)


def split_indices(n, validation, test, generator):
    parts = random_split(range(n), split_sizes(n, validation, test), generator=generator)
    return [torch.tensor(part.indices, dtype=torch.int64) for part in parts]


def take(xs, ys, indices):
    return torch.index_select(xs, 0, indices), torch.index_select(ys, 0, indices)


def split(xs, ys, validation, test, generator):
    dataset = TensorDataset(xs, ys)
    sizes = split_sizes(len(dataset), validation, test)
    return [dataset[part.indices] for part in random_split(dataset, sizes, generator=generator)]
