def logistic(x):
    return 1 / (1 + torch.exp(x))


def logistic_derivative(x):
    s = logistic(x)
    return s * (1 - s)
