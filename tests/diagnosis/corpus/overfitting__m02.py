def predict(xs, coefficients):
    return sum(c * xs ** (k + 1) for k, c in enumerate(coefficients))
