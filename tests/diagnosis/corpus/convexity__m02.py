def classify(hessian):
    e = torch.linalg.eigvalsh(hessian)
    if (e > 0).all():
        return "minimum"
    elif (e < 0).all():
        return "maximum"
    elif (e > 0).any() and (e < 0).any():
        return "saddle"
    else:
        return "undecided"
