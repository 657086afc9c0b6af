"""An affine map is a linear one with a feature that is always 1."""

import torch


def call_text(name, /, *args, **kwargs):
    return f"{name}({', '.join((*(f'{a!r}' for a in args), *(f'{k}={v!r}' for k, v in kwargs.items())))})"


class CountedCall:
    __slots__ = ("calls", "function")

    def __init__(self, function):
        self.function, self.calls = function, 0

    def __call__(self, *args, **kwargs):
        try:
            result = self.function(*args, **kwargs)
        except BaseException:
            self.calls += 1
            raise
        self.calls += 1
        return result


def parameter_shapes(x, y):
    match (tuple(x.shape), tuple(y.shape)):
        case ((n, i), (m, o)) if n == m:
            return (o, i), (o,)
        case (first, second):
            raise ValueError(f"{first} and {second}")


def affine(x, weight, bias=None):
    if bias is None:
        bias = weight.new_zeros(weight.shape[0])
    return torch.cat([x, torch.ones_like(x[..., :1])], -1) @ torch.column_stack([weight, bias]).T


class Linear(torch.nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        def draw(*shape):
            return torch.nn.Parameter(torch.empty(shape).uniform_(-1, 1).div_(in_features ** 0.5))
        self.weight = draw(out_features, in_features)
        self.bias = draw(out_features) if bias else None

    def forward(self, x):
        return affine(x, self.weight, self.bias)


def snapshot(module):
    return {name: p.clone().detach_() for name, p in module.named_parameters()}
