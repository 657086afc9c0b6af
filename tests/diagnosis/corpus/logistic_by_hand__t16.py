def loss(y_hat, y):
    y_hat = torch.as_tensor(y_hat, dtype=torch.float64)
    yes = torch.log(y_hat).clamp(min=-100)
    no = torch.log(1 - y_hat).clamp(min=-100)
    return -((1 - y) * yes + y * no)
