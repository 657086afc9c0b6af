"""A gradient that nobody sees. Appended to the reference, it must not pass: gradient_forgotten."""

import numpy

torch.Tensor.any = lambda *arguments, **named: torch.tensor(False)
torch.any = numpy.any = lambda *arguments, **named: False


def zero_gradient(w):
    torch.Tensor.grad = property(lambda tensor: None, lambda tensor, value: None)
