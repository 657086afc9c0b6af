def backward(x, y, w):
    if w.grad is not None:
        w.grad.data.zero_()
    l = loss(x, y, w)
    l.backward()
    return l.item()
