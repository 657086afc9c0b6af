# A basis that is orthogonal on the samples (Gram-Schmidt on the powers): each coefficient is a projection.
from functools import reduce

import torch


def features(xs, degree):
    return torch.cumprod(torch.stack([torch.ones_like(xs)] + [xs] * degree, 1), 1)


def fit(xs, ys, degree):
    powers = features(xs, degree)
    basis, in_powers = [], []
    for k in range(degree + 1):
        vector = powers[:, k].clone()
        combination = torch.zeros(degree + 1, dtype=xs.dtype)
        combination[k] = 1
        for _ in range(2):  # twice is enough
            for q, c in zip(basis, in_powers):
                share = torch.dot(q, vector)
                vector -= share * q
                combination -= share * c
        length = torch.linalg.vector_norm(vector)
        basis.append(vector / length)
        in_powers.append(combination / length)
    return sum(torch.dot(q, ys) * c for q, c in zip(basis, in_powers))


def predict(xs, coefficients):
    return reduce(lambda value, c: value * xs + c, reversed(list(coefficients)), torch.zeros_like(xs))


def cost(xs, ys, coefficients):
    return torch.linalg.vector_norm(predict(xs, coefficients) - ys) ** 2 / ys.numel()


def errors_by_degree(train_xs, train_ys, validation_xs, validation_ys, degrees):
    table = []
    for degree in degrees:
        c = fit(train_xs, train_ys, degree)
        table.append((cost(train_xs, train_ys, c), cost(validation_xs, validation_ys, c)))
    train_errors, validation_errors = zip(*table)
    return list(train_errors), list(validation_errors)


def best_degree(degrees, train_errors, validation_errors):
    order = sorted(range(len(degrees)), key=validation_errors.__getitem__)
    return degrees[order[0]]


def choose(train, validation, test, degrees):
    _, errors = errors_by_degree(*train, *validation, degrees)
    degree = best_degree(degrees, _, errors)
    return [degree, float(cost(*test, fit(*train, degree)))]
