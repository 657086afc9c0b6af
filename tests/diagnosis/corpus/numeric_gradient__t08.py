def central_difference(f, x, h):
    return (f(x + h) - f(x)) / h


def measured_errors(f, derivative, x, steps):
    errs = []
    for h in steps:
        errs.append(abs(central_difference(f, x, h) - derivative(x)))
    return errs
