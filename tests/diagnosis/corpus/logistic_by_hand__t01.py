def cross_entropy(p, q):
    s = 0
    for a, b in zip(p, q):
        if a > 0:
            s += a * torch.log(b)
    return s
