def prepare_data(xs, ys):
    return torch.tensor(xs, dtype=torch.float32), torch.tensor(ys, dtype=torch.float32)
