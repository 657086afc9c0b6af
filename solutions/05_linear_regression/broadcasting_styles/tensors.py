import torch
import torch.nn.functional as F


def broadcast_shape(a, b):
    a, b = list(a), list(b)
    n = max(len(a), len(b))
    a = [1] * (n - len(a)) + a
    b = [1] * (n - len(b)) + b
    shape = []
    for i in range(n):
        if a[i] == b[i]:
            shape.append(a[i])
        elif a[i] == 1 or b[i] == 1:
            shape.append(a[i] * b[i])
        else:
            while a and a[0] == 1:
                a.pop(0)
            raise ValueError(f"shapes {original(a, n)} and {original(b, n)}")
    return torch.Size(shape)


def original(padded, n):
    padded = list(padded)
    while padded and padded[0] == 1:
        padded = padded[1:]
    return tuple(padded)


def expand(x, shape):
    while x.dim() < len(shape):
        x = x.unsqueeze(0)
    if x.dim() != len(shape):
        raise ValueError(f"{x.shape} -> {shape}")
    for d in range(len(shape)):
        if x.size(d) == 1:
            x = torch.repeat_interleave(x, shape[d], dim=d)
        elif x.size(d) != shape[d]:
            raise ValueError(f"{x.shape} -> {shape}")
    return x.clone()


def sum_to(grad, shape):
    extra = grad.dim() - len(shape)
    dims = list(range(extra)) + [extra + i for i, n in enumerate(shape) if n == 1]
    if dims:
        grad = torch.sum(grad, dim=dims)
    return grad.view(shape)


def residual_table(y_hat, y):
    return y_hat - y


def safe_mse(y_hat, y):
    if y_hat.size() != y.size():
        raise ValueError(f"y_hat {y_hat.size()}, y {y.size()}")
    return F.mse_loss(y_hat, y)
