def split_sizes(n, validation, test):
    return int(n * (1 - validation - test)), int(n * validation), int(n * test)


def split_indices(n, validation, test, generator):
    a, b, c = split_sizes(n, validation, test)
    perm = shuffled_indices(n, generator)
    return perm[:a], perm[a:a + b], perm[a + b:a + b + c]


def split(xs, ys, validation, test, generator):
    parts = split_indices(len(xs), validation, test, generator)
    return tuple(take(xs, ys, torch.as_tensor(p)) for p in parts)
