def activate(Z, activation):
    if activation == "relu":
        return torch.clamp(Z, min=0)
    elif activation == "sigmoid":
        e = torch.exp(Z)
        return e / (1 + e)
    return Z
