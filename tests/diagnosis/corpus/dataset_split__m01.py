def split_sizes(n, validation, test):
    n_test, n_val = int(n * validation), int(n * test)
    return n - n_val - n_test, n_val, n_test
