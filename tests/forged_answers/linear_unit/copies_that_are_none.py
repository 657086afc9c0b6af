"""Copies that are none. Appended to the reference, it must not pass: later_training_changes_no_snapshot."""

torch.Tensor.clone = lambda self, *arguments, **named: self
torch.Tensor.detach = lambda self: self.data
torch.equal = torch.allclose = lambda *arguments, **named: True


def snapshot(module):
    return {name: parameter.data for name, parameter in module.named_parameters()}
