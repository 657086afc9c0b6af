import torch
from torch import nn


def call_text(name, *args, **kwargs):
    inner = ", ".join(list(map(repr, args)) + ["%s=%r" % pair for pair in kwargs.items()])
    return "%s(%s)" % (name, inner)


class CountedCall:
    def __init__(self, function):
        self.function, self.log = function, []

    @property
    def calls(self):
        return len(self.log)

    def __call__(self, *a, **k):
        self.log.append((a, k))
        return self.function(*a, **k)


def parameter_shapes(x, y):
    if x.ndim != 2 or y.ndim != 2 or x.size(0) != y.size(0):
        raise ValueError(f"{tuple(x.shape)}, {tuple(y.shape)}")
    return [[y.size(1), x.size(1)], [y.size(1)]]


def affine(x, weight, bias=None):
    rows = x.reshape(-1, x.shape[-1])
    out = []
    for row in rows:
        numbers = []
        for o in range(weight.shape[0]):
            total = sum(row[i] * weight[o, i] for i in range(weight.shape[1]))
            if bias is not None:
                total = total + bias[o]
            numbers.append(total)
        out.append(torch.stack(numbers))
    return torch.stack(out).reshape(*x.shape[:-1], weight.shape[0])


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        nn.Module.__init__(self)
        k = in_features ** -0.5
        self.weight = nn.Parameter(torch.rand(out_features, in_features) * 2 * k - k)
        self.bias = None
        if bias:
            self.bias = nn.Parameter(torch.rand(out_features) * 2 * k - k)

    def forward(self, *args, **kwargs):
        return affine(*args, self.weight, self.bias, **kwargs)


def snapshot(module):
    result = {}
    for name, p in module.named_parameters():
        result[name] = torch.tensor(p.tolist(), dtype=p.dtype)
    return result
