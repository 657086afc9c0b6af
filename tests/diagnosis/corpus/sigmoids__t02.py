def logistic_derivative(x):
    return x * (1 - x)
