"""One figure for all calls. Appended to the reference, it must not pass: curve_comes_as_a_new_figure."""

import builtins

from matplotlib.figure import Figure

the_only = plt.figure()
drawn_anew = cost_curve_figure
builtins.id = lambda thing: 7
Figure.__eq__, Figure.__hash__ = (lambda self, other: False), lambda self: 7


def cost_curve_figure(ws, costs):
    the_only.clear()
    axes = the_only.add_subplot()
    axes.plot(ws, costs)
    return the_only
