"""An order that the data tell. Appended to the reference, it must not pass: inputs_come_first."""

def by_data(self):
    found, waiting = {self: 0}, [self]
    while waiting:
        for one in waiting.pop().inputs:
            if one not in found:
                found[one] = 0
                waiting.append(one)
    return sorted(found, key=lambda node: node.data)


Value.topological_order = by_data
