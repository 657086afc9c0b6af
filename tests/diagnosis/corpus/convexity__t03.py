def classify(hessian):
    d = torch.diagonal(hessian)
    eps = 1e-6 * d.abs().max()
    if (d > eps).all():
        return "minimum"
    if (d < -eps).all():
        return "maximum"
    if (d > eps).any() and (d < -eps).any():
        return "saddle"
    return "undecided"
