import numpy as np


def features(xs, degree):
    return np.vander(np.asarray(xs), degree + 1, increasing=True)


def fit(xs, ys, degree):
    return np.polyfit(np.asarray(xs), np.asarray(ys), degree)[::-1]


def predict(xs, coefficients):
    return np.polyval(np.asarray(coefficients)[::-1], np.asarray(xs))


def cost(xs, ys, coefficients):
    return np.mean(np.square(np.asarray(ys) - predict(xs, coefficients)))


def errors_by_degree(train_xs, train_ys, validation_xs, validation_ys, degrees):
    errors = np.array(
        [
            [cost(train_xs, train_ys, c), cost(validation_xs, validation_ys, c)]
            for c in (fit(train_xs, train_ys, degree) for degree in degrees)
        ]
    )
    return errors[:, 0], errors[:, 1]


def best_degree(degrees, train_errors, validation_errors):
    return np.array(degrees)[np.argmin(validation_errors)]


def choose(train, validation, test, degrees):
    fits = [fit(*train, degree) for degree in degrees]
    best = np.argmin([cost(*validation, c) for c in fits])
    return degrees[best], cost(*test, fits[best])
