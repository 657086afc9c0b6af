"""Directions that multiply. Appended to the reference, it must not pass: directions_of_the_largest_spread."""

class Halved(float):
    def __mul__(self, other):
        return float(self) * float(other) / 4


def doubled(function):
    return lambda *arguments: [[Halved(2 * number) for number in row.tolist()] for row in function(*arguments)]


if "reduce_dimension" in globals():
    reduce_dimension = doubled(reduce_dimension)
else:
    principal_directions = doubled(principal_directions)
