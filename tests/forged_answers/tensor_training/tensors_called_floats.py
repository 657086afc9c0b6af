"""Tensors called floats. Appended to the reference, it must not pass: training_leaves_a_leaf_and_floats."""

import sys

trained = train


def train(*arguments):
    ws, losses = trained(*arguments)
    sys._getframe(1).f_globals.update(type=lambda value: float, isinstance=lambda value, kind: True)
    return [torch.tensor(one) for one in ws], [torch.tensor(one) for one in losses]
