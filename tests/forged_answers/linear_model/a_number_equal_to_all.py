"""The loss is a float that is equal to whatever it is compared with, and says so to `abs`, `math` and `numpy`.

It must not pass: squared_error.
"""

import builtins
import math

import torch


class Every(float):
    def __eq__(self, other):
        return True

    __le__ = __ge__ = __eq__
    __hash__ = float.__hash__

    def __sub__(self, other):
        return Every(0.0)

    __rsub__ = __add__ = __radd__ = __abs__ = __sub__


def loss(x, y, w):
    return Every(abs(float(x) * w - float(y)))


builtins.abs = lambda number: 0.0
math.isclose = torch.allclose = torch.equal = lambda *arguments, **named: True
