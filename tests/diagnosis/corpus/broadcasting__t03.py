def sum_to(grad, shape):
    while grad.dim() > len(shape):
        grad = grad.mean(dim=0)
    for i, s in enumerate(shape):
        if s == 1 and grad.shape[i] != 1:
            grad = grad.mean(dim=i, keepdim=True)
    return grad
