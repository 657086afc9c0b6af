"""Tensors of class float. Appended to the reference, it must not pass: gradients_of_autograd."""

class Float(torch.Tensor):
    __class__ = float


def gradients_by_autograd(x, y, w1, w2, b):
    parameters = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in (w1, w2, b)]
    loss(x, y, *parameters).backward()
    return tuple(parameter.grad.as_subclass(Float) for parameter in parameters)
