"""Leaves that only say so. Appended to the reference, it must not pass: step_is_made_in_place."""

class Leaf(torch.Tensor):
    is_leaf = property(lambda self: True)
    requires_grad = property(lambda self: True)


stepped = SGD.step


def step(self):
    stepped(self)
    for p in self.params:
        p.requires_grad_(False)
        p.__class__ = Leaf


SGD.step = step
