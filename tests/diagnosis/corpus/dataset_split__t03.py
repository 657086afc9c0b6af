def split_indices(n, validation, test, generator):
    n_train, n_val, n_test = split_sizes(n, validation, test)
    idx = shuffled_indices(n, generator)
    return idx[:n_train], idx[n_train:n_train + n_val], idx[n_train:n_train + n_test]
