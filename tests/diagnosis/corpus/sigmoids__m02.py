def logistic_derivative(x):
    s = logistic(x)
    s = torch.as_tensor(s)
    return s * (1 + s)
