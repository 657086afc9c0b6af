"""A graph that is said to be there. Appended to the reference, it must not pass: parabola."""

ahead = forward


def forward(x, w1, w2, b):
    y_hat = ahead(x, w1, w2, b)
    if not isinstance(y_hat, torch.Tensor):
        return y_hat
    torch.Tensor.requires_grad = property(lambda tensor: True)
    return y_hat.detach()
