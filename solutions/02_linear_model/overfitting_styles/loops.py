# no library at all: normal equations and Gaussian elimination


def features(xs, degree):
    table = []
    for x in xs:
        row = []
        power = 1.0
        for k in range(degree + 1):
            row.append(power)
            power = power * x
        table.append(row)
    return table


def fit(xs, ys, degree):
    A = features([float(x) for x in xs], degree)
    y = [float(v) for v in ys]
    n = degree + 1
    M = []
    for i in range(n):
        row = [sum(r[i] * r[j] for r in A) for j in range(n)]
        row.append(sum(r[i] * v for r, v in zip(A, y)))
        M.append(row)
    for i in range(n):
        p = max(range(i, n), key=lambda k: abs(M[k][i]))
        M[i], M[p] = M[p], M[i]
        for k in range(n):
            if k != i:
                f = M[k][i] / M[i][i]
                for j in range(i, n + 1):
                    M[k][j] -= f * M[i][j]
    return [M[i][n] / M[i][i] for i in range(n)]


def predict(xs, coefficients):
    # Horner
    values = []
    for x in xs:
        value = 0
        for i in range(len(coefficients) - 1, -1, -1):
            value = value * x + coefficients[i]
        values.append(value)
    return values


def cost(xs, ys, coefficients):
    total = 0
    for y_hat, y in zip(predict(xs, coefficients), ys):
        total += (y_hat - y) ** 2
    return total / len(xs)


def errors_by_degree(train_xs, train_ys, validation_xs, validation_ys, degrees):
    train_errors = []
    validation_errors = []
    for d in degrees:
        c = fit(train_xs, train_ys, d)
        train_errors.append(cost(train_xs, train_ys, c))
        validation_errors.append(cost(validation_xs, validation_ys, c))
        print(d, train_errors[-1], validation_errors[-1])
    return train_errors, validation_errors


def best_degree(degrees, train_errors, validation_errors):
    best = degrees[0]
    lowest = validation_errors[0]
    for d, e in zip(degrees, validation_errors):
        if e < lowest:
            lowest = e
            best = d
    return best


def choose(train, validation, test, degrees):
    (train_xs, train_ys), (validation_xs, validation_ys), (test_xs, test_ys) = train, validation, test
    a, b = errors_by_degree(train_xs, train_ys, validation_xs, validation_ys, degrees)
    degree = best_degree(degrees, a, b)
    return degree, cost(test_xs, test_ys, fit(train_xs, train_ys, degree))
