import torch


def features(xs, degree):
    rows = []
    for x in xs:
        row = []
        for k in range(degree + 1):
            row.append(x**k)
        rows.append(row)
    return torch.tensor(rows)


def fit(xs, ys, degree):
    A = features(xs, degree)
    return torch.linalg.lstsq(A, ys).solution


def predict(xs, coefficients):
    result = []
    for x in xs:
        total = 0
        for k in range(len(coefficients)):
            total += coefficients[k] * x**k
        result.append(total)
    return result


def cost(xs, ys, coefficients):
    total = 0
    y_hats = predict(xs, coefficients)
    for y_hat, y in zip(y_hats, ys):
        total += (y_hat - y) ** 2
    return total / len(ys)


def errors_by_degree(train_xs, train_ys, validation_xs, validation_ys, degrees):
    train_errors = torch.zeros(len(degrees))
    validation_errors = torch.zeros(len(degrees))
    for i, d in enumerate(degrees):
        c = fit(train_xs, train_ys, d)
        train_errors[i] = cost(train_xs, train_ys, c)
        validation_errors[i] = cost(validation_xs, validation_ys, c)
    return train_errors, validation_errors


def best_degree(degrees, train_errors, validation_errors):
    return degrees[validation_errors.index(min(validation_errors))]


def choose(train, validation, test, degrees):
    train_errors, validation_errors = errors_by_degree(train[0], train[1], validation[0], validation[1], degrees)
    degree = best_degree(degrees, train_errors.tolist(), validation_errors.tolist())
    return degree, cost(test[0], test[1], fit(train[0], train[1], degree))
