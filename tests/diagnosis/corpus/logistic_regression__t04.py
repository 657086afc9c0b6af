def loss_from_logits(z, y):
    return torch.sum(torch.relu(z) - z * y + torch.log(1 + torch.exp(-z.abs())))
