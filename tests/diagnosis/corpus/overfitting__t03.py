def predict(xs, coefficients):
    y = 0
    for c in coefficients:
        y = y * xs + c
    return y + 0 * xs
