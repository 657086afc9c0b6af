def gradients_by_autograd(x, y, w1, w2, b):
    w1 = torch.tensor(w1, requires_grad=True)
    w2 = torch.tensor(w2, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    l = loss(x, y, w1, w2, b)
    l.backward()
    return w1.grad.item(), w2.grad.item(), b.grad.item()
