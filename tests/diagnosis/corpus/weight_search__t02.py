def weight_grid(start, stop, step):
    return torch.arange(start, stop, step, dtype=torch.float64)
