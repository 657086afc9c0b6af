def loss_from_logits(z, y):
    return (torch.clamp(z, min=0) - z * y + torch.log(1 + torch.exp(torch.abs(z)))).mean()
