def assign(xs, centres):
    return torch.cdist(xs, centres).argmin(dim=0)
