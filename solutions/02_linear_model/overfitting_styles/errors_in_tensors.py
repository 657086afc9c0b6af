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


def errors_by_degree(train_xs, train_ys, test_xs, test_ys, degrees):
    train_errors = torch.zeros(len(degrees))
    test_errors = torch.zeros(len(degrees))
    for i, d in enumerate(degrees):
        c = fit(train_xs, train_ys, d)
        train_errors[i] = cost(train_xs, train_ys, c)
        test_errors[i] = cost(test_xs, test_ys, c)
    return train_errors, test_errors


def best_degree(degrees, train_errors, test_errors):
    return degrees[test_errors.index(min(test_errors))]
