import numpy as np


def features(xs, degree):
    return np.stack([xs**k for k in range(degree + 1)], axis=1)


def fit(xs, ys, degree):
    return np.linalg.lstsq(features(xs, degree), ys, rcond=None)[0]


def predict(xs, coefficients):
    return features(xs, len(coefficients) - 1) @ coefficients


def cost(xs, ys, coefficients):
    return np.mean((predict(xs, coefficients) - ys) ** 2)


def errors_by_degree(train_xs, train_ys, validation_xs, validation_ys, degrees):
    train_errors = np.zeros(len(degrees))
    validation_errors = np.zeros(len(degrees))
    for i, degree in enumerate(degrees):
        c = fit(train_xs, train_ys, degree)
        train_errors[i] = cost(train_xs, train_ys, c)
        validation_errors[i] = cost(validation_xs, validation_ys, c)
    return train_errors, validation_errors


def best_degree(degrees, train_errors, validation_errors):
    return degrees[int(np.argmin(validation_errors))]


def choose(train, validation, test, degrees):
    degree = best_degree(degrees, *errors_by_degree(*train, *validation, degrees))
    return degree, cost(*test, fit(*train, degree))
