def make_weight(value):
    w = torch.tensor([float(value)])
    w.requires_grad = True
    return w
