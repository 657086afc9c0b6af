import torch


def split_sizes(n, validation, test):
    n_val = 0
    while n_val + 1 <= n * validation:
        n_val += 1
    n_test = 0
    while n_test + 1 <= n * test:
        n_test += 1
    n_train = n - (n_val + n_test)
    return n_train, n_val, n_test


def shuffled_indices(n, generator):
    # Fisher-Yates
    order = [i for i in range(n)]
    for i in range(n - 1, 0, -1):
        j = torch.randint(0, i + 1, (1,), generator=generator).item()
        order[i], order[j] = order[j], order[i]
    return torch.tensor(order, dtype=torch.long)


def split_indices(n, validation, test, generator):
    n_train, n_val, n_test = split_sizes(n, validation, test)
    train, val, tst = [], [], []
    for k, index in enumerate(shuffled_indices(n, generator).tolist()):
        if k < n_train:
            train.append(index)
        elif k < n_train + n_val:
            val.append(index)
        else:
            tst.append(index)
    return torch.LongTensor(train), torch.LongTensor(val), torch.LongTensor(tst)


def take(xs, ys, indices):
    part_x = []
    part_y = []
    for i in indices:
        part_x.append(xs[i])
        part_y.append(ys[i])
    return part_x, part_y


def split(xs, ys, validation, test, generator):
    parts = []
    for indices in split_indices(len(xs), validation, test, generator):
        parts.append(take(xs, ys, indices))
    return parts
