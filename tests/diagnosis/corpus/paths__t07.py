def backward(a, b, upstream):
    c = a + b
    d = b + 1
    return d, upstream * (c * d)
