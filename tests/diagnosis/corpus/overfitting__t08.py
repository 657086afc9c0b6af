def cost(xs, ys, coefficients):
    s = 0.0
    for y_hat, y in zip(predict(xs, coefficients), ys):
        s += float(y_hat - y) ** 2
    return s


def errors_by_degree(train_xs, train_ys, validation_xs, validation_ys, degrees):
    fits = [fit(train_xs, train_ys, d) for d in degrees]
    return [cost(train_xs, train_ys, c) for c in fits], [cost(validation_xs, validation_ys, c) for c in fits]
