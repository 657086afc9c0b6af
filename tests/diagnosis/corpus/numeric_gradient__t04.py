def measured_errors(f, derivative, x, steps):
    return [central_difference(f, x, h) - derivative(x) for h in steps]
