def cross_entropy(p, q):
    return -(p * torch.log(q)).sum()
