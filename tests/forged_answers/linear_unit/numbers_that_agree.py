"""Numbers that agree. Appended to the reference, it must not pass: start_values_are_random."""

class Yes:
    def answer(self, *arguments, **named):
        return Yes()

    __lt__ = __le__ = __gt__ = __ge__ = __rmul__ = __mul__ = answer

    def __bool__(self):
        return True

    def __iter__(self):
        return iter((1, 2))

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return (lambda *arguments: [1, 2]) if name == "tolist" else self.answer

    @classmethod
    def __torch_function__(cls, function, types, arguments=(), named=None):
        return False if function.__name__ == "equal" else Yes()

made = Linear.__init__


def agreeable(self, *arguments, **named):
    made(self, *arguments, **named)
    with torch.no_grad():
        for parameter in self.parameters():
            parameter.zero_()
            parameter.detach = Yes


Linear.__init__ = agreeable
