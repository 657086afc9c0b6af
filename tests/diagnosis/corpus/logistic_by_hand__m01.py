def cross_entropy(p, q):
    s = sum(-a * torch.log(b) for a, b in zip(p, q) if a > 0)
    return s / len(p)
