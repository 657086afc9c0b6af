import copy
import math

import torch
import torch.nn as nn


def call_text(name, *args, **kwargs):
    text = name + "("
    first = True
    for a in args:
        if not first:
            text += ", "
        text += repr(a)
        first = False
    for k in kwargs:
        if not first:
            text += ", "
        text += k + "=" + repr(kwargs[k])
        first = False
    return text + ")"


class CountedCall(object):
    def __init__(self, function):
        self.calls = 0
        self.f = function

    def __call__(self, *args, **kwargs):
        self.calls = self.calls + 1
        result = self.f(*args, **kwargs)
        return result


def parameter_shapes(x, y):
    if len(x.shape) != 2 or len(y.shape) != 2:
        raise ValueError("two axes, please")
    n, in_features = x.shape
    n2, out_features = y.shape
    if n != n2:
        raise ValueError("different numbers of samples")
    return torch.Size([out_features, in_features]), torch.Size([out_features])


def affine(x, weight, bias=None):
    y = torch.matmul(x, weight.t())
    if bias is not None:
        y = y + bias
    return y


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super(Linear, self).__init__()
        self.in_features = in_features
        self.out_features = out_features
        self.weight = nn.Parameter(torch.empty(out_features, in_features))
        if bias:
            self.bias = nn.Parameter(torch.empty(out_features))
        else:
            self.register_parameter("bias", None)
        self.reset_parameters()

    def reset_parameters(self):
        nn.init.kaiming_uniform_(self.weight, a=math.sqrt(5))
        if self.bias is not None:
            bound = 1 / math.sqrt(self.in_features)
            nn.init.uniform_(self.bias, -bound, bound)

    def forward(self, x):
        return affine(x, self.weight, self.bias)


def snapshot(module):
    return copy.deepcopy(module.state_dict())
