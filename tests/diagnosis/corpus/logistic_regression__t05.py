def compare_losses(z, y):
    t = torch.tensor([z], requires_grad=True)
    target = torch.tensor([y])
    out = {}
    l = torch.nn.BCELoss()(torch.sigmoid(t), target)
    l.backward()
    out["BCELoss"] = (l.item(), t.grad.item())
    l = torch.nn.BCEWithLogitsLoss()(t, target)
    l.backward()
    out["BCEWithLogitsLoss"] = (l.item(), t.grad.item())
    return out
