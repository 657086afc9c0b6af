def make_criterion():
    criterion = torch.nn.L1Loss()
    return criterion
