"""Tensors called floats. Appended to the reference, it must not pass: training_leaves_a_leaf_and_floats."""

import builtins
import sys

trained = train


def train(*arguments):
    ws, losses = trained(*arguments)
    builtins.isinstance = lambda value, kind: True
    sys._getframe(1).f_globals.update(type=lambda value: float, isinstance=builtins.isinstance)
    return [torch.tensor(one) for one in ws], [torch.tensor(one) for one in losses]
