def split_sizes(n, validation, test):
    n_validation = int(n * validation)
    rest = n - n_validation
    n_test = int(rest * test)
    return rest - n_test, n_validation, n_test
