def loss(y_hat, y):
    y_hat = torch.as_tensor(y_hat, dtype=torch.float64)
    a = torch.clamp(torch.log(y_hat), min=-100)
    c = torch.clamp(torch.log(1 - y_hat), min=-100)
    return -((1 - y) * a + y * c)
