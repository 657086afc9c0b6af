def loss(x, y, w1, w2, b):
    return (forward(x, w1, w2, b) - y) ** 2 / 2


def gradients_by_autograd(x, y, w1, w2, b):
    a = torch.tensor([w1], dtype=torch.float64, requires_grad=True)
    c = torch.tensor([w2], dtype=torch.float64, requires_grad=True)
    d = torch.tensor([b], dtype=torch.float64, requires_grad=True)
    loss(x, y, a, c, d).backward()
    return a.grad.item(), c.grad.item(), d.grad.item()
