import torch
import torch.nn.functional as F


def features(xs, degree):
    return xs.unsqueeze(1) ** torch.arange(degree + 1)


def fit(xs, ys, degree):
    A = features(xs, degree)
    return torch.linalg.solve(A.T @ A, A.T @ ys)


def predict(xs, coefficients):
    return (features(xs, len(coefficients) - 1) * coefficients).sum(dim=1)


def cost(xs, ys, coefficients):
    return F.mse_loss(predict(xs, coefficients), ys).item()


def errors_by_degree(train_xs, train_ys, validation_xs, validation_ys, degrees):
    fits = [fit(train_xs, train_ys, degree) for degree in degrees]
    train = torch.tensor([cost(train_xs, train_ys, c) for c in fits])
    test = torch.tensor([cost(validation_xs, validation_ys, c) for c in fits])
    return train, test


def best_degree(degrees, train_errors, validation_errors):
    return torch.tensor(degrees)[torch.tensor(validation_errors).argmin()]


def choose(train, validation, test, degrees):
    errors = errors_by_degree(*train, *validation, degrees)
    degree = int(best_degree(degrees, *errors))
    return degree, cost(*test, fit(*train, degree))
