def backward(x, y, w):
    l = loss(x, y, w)
    l.backward()
    return l.item() ** 0.5
