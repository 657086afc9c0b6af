import numpy as np


def features(xs, degree):
    return np.vander(np.asarray(xs), degree + 1, increasing=True)


def fit(xs, ys, degree):
    return np.polyfit(np.asarray(xs), np.asarray(ys), degree)[::-1]


def predict(xs, coefficients):
    return np.polyval(np.asarray(coefficients)[::-1], np.asarray(xs))


def cost(xs, ys, coefficients):
    return np.mean(np.square(np.asarray(ys) - predict(xs, coefficients)))


def errors_by_degree(train_xs, train_ys, test_xs, test_ys, degrees):
    errors = np.array(
        [
            [cost(train_xs, train_ys, c), cost(test_xs, test_ys, c)]
            for c in (fit(train_xs, train_ys, degree) for degree in degrees)
        ]
    )
    return errors[:, 0], errors[:, 1]


def best_degree(degrees, train_errors, test_errors):
    return np.array(degrees)[np.argmin(test_errors)]
