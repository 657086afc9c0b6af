def sum_to(grad, shape):
    for _ in range(grad.dim() - len(shape)):
        grad = grad.sum(dim=0)
    return grad.clone()
