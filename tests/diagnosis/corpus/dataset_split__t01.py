def split_sizes(n, validation, test):
    n_val = round(n * validation)
    n_test = round(n * test)
    return n - n_val - n_test, n_val, n_test
