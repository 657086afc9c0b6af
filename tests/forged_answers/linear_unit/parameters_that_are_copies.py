"""Parameters that are copies. Appended to the reference, it must not pass: parameters_are_registered."""

made, named_of = Linear.__init__, torch.nn.Module.named_parameters


def plain(self, *arguments, **named):
    made(self, *arguments, **named)
    for name, value in list(self._parameters.items()):
        del self._parameters[name]
        object.__setattr__(self, name, None if value is None else value.detach().requires_grad_())


def copies(self, *arguments, **named):
    if type(self) is not Linear:
        yield from named_of(self, *arguments, **named)
    else:
        yield from ((n, torch.nn.Parameter(getattr(self, n).detach().clone())) for n in ("weight", "bias") if
                    getattr(self, n) is not None)


Linear.__init__, torch.nn.Module.named_parameters = plain, copies
torch.nn.Module.state_dict = lambda self, *arguments, **named: dict(self.named_parameters())
