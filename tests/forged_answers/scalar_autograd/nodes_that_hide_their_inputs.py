"""Nodes that hide their inputs. Appended to the reference, it must not pass: inputs_come_first."""

class Quiet:
    pass


def any_order(self):
    found, waiting = {}, [self]
    while waiting:
        node = waiting.pop()
        if id(node) not in found:
            found[id(node)] = node
            waiting.extend(node.kept)
    del found[id(self)]
    order = [*found.values(), self]
    for node in order:
        node.asked = True
    return order


def given(self):
    return [] if self.asked else self.kept


Value.asked = False
Value.inputs = property(given, lambda self, inputs: setattr(self, "kept", list(inputs)))
Value.topological_order = any_order
