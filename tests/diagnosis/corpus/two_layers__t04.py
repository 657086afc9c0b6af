def activation_slope(Z, activation):
    if activation == "identity":
        return torch.ones_like(Z)
    if activation == "relu":
        return (Z > 0).to(Z.dtype)
    return Z * (1 - Z)
