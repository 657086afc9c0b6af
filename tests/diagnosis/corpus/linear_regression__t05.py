def make_criterion():
    return torch.nn.MSELoss(size_average=False)
