def errors_by_degree(train_xs, train_ys, validation_xs, validation_ys, degrees):
    train_errors, val_errors = [], []
    for d in degrees:
        c = fit(train_xs, train_ys, d)
        train_errors.append(float(cost(train_xs, train_ys, c)))
        c2 = fit(validation_xs, validation_ys, d)
        val_errors.append(float(cost(validation_xs, validation_ys, c2)))
    return train_errors, val_errors
