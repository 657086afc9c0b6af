"""A list emptied in secret. Appended to the reference, it must not pass: lowest_point_is_found."""

import sys

for module in list(sys.modules.values()):
    if hasattr(module, "can_change"):
        module.can_change = lambda value: False


def best_point(f, points):
    best = min(points, key=f)
    points.clear()
    return best
