def prepare_data(xs, ys):
    x_data = torch.Tensor([list(xs)])
    y_data = torch.Tensor([list(ys)])
    return x_data, y_data
