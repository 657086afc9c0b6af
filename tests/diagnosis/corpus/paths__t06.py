def backward(a, b, upstream):
    c, d, e = forward(a, b)
    grad_c = upstream * d
    grad_d = upstream * c
    grad_a = grad_c * 1
    grad_b = grad_c * 1
    return grad_a, grad_b
