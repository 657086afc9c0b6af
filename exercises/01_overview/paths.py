"""Paths: how a derivative finds its way through a graph.

A computational graph breaks a formula into small steps. For e = (a + b) * (b + 1) there are three nodes after the
inputs a and b:

    c = a + b        d = b + 1        e = c * d

Each arrow of the graph has a local gradient: how fast the node at its head grows with the node at its tail, the other
inputs held fixed. Along a path, local gradients are multiplied (the chain rule). Where several paths lead from one node
to another, as two lead from b to e, their products are added. The section "How a derivative finds its way" of the
chapter derives all of it.

A graph is handed over as a dict of dicts: graph["b"]["c"] is the local gradient of c with respect to b, the number on
the arrow from b to c. Nodes from which no arrow starts need not be keys; where they are, their dict is empty. No arrow
leads back to where it came from. A list may as well be a tuple. No function changes its arguments, and none uses
autograd: here the derivative is yours.
"""

from itertools import pairwise


def forward(a, b):
    """The values of the three nodes, from left to right: c = a + b, d = b + 1, e = c * d.

    Args:
        a, b: the inputs, floats.

    Returns:
        The tuple (c, d, e) of numbers.

    By hand: forward(2.0, 1.0) is (3.0, 2.0, 6.0), and forward(0.5, 3.0) is (3.5, 4.0, 14.0).
    """
    # TODO: write forward here, in place of the next line
    raise NotImplementedError("forward: not written yet")


def gradient_check(a, b, step):
    """Two measured slopes: how much e grows for each unit of a, and for each unit of b.

    Move one input up by `step`, hold the other one fixed, and divide what e has gained by `step`. It needs no rule of
    differentiation at all, so that it tells you whether a derivative is right: the smaller the step, the nearer the
    slope is to the derivative. Check with it what you derive for `local_gradients` and `backward`, before you run the
    checks.

    Args:
        a, b: the inputs, floats.
        step: how far an input is moved, a float above 0.

    Returns:
        The tuple (slope for a, slope for b) of numbers, measured with just this step.

    By hand: for a = 2, b = 1 and a step of 0.5, e goes from 6 up to 7 with a, and up to 3.5 * 2.5 = 8.75 with b:
    (2.0, 5.5). With a step of 0.001 it is (2.0, 5.001).
    """
    # TODO: write gradient_check here, in place of the next line
    raise NotImplementedError("gradient_check: not written yet")


def local_gradients(a, b):
    """The graph of e = (a + b) * (b + 1) with the number on each of its five arrows.

    Derive the five numbers: each is the derivative of one small step, a sum or a product. Move the tail of an arrow by
    a small h, and see what the head gains.

    Args:
        a, b: the inputs, floats.

    Returns:
        A dict of dicts with the arrows from a to c, from b to c, from b to d, from c to e and from d to e:
        {"a": {"c": ...}, "b": {"c": ..., "d": ...}, "c": {"e": ...}, "d": {"e": ...}}.

    By hand: for a = 2 and b = 1 the number on the arrow from c to e is d = 2, and the one from d to e is c = 3. For
    a = 0.5 and b = 3 they are 4 and 3.5.
    """
    # TODO: write local_gradients here, in place of the next line
    raise NotImplementedError("local_gradients: not written yet")


def all_paths(graph, start, end):
    """Every path that follows the arrows from `start` to `end`.

    Args:
        graph: a dict of dicts, as the head of this file explains. Its numbers do not matter here.
        start, end: names of nodes, strings.

    Returns:
        A list of paths in any order; each path is the list of its nodes, `start` first and `end` last. It is empty
        where no path leads to `end`. From a node to itself there is the one path that stays there: [start].

    By hand: in the graph of e = (a + b) * (b + 1) there are two paths from b to e: ["b", "c", "e"] and
    ["b", "d", "e"]. From a to e there is one, from a to d none.
    """
    # TODO: write all_paths here, in place of the next line
    raise NotImplementedError("all_paths: not written yet")


def along_path(graph, path):
    """The chain rule: the product of the local gradients on the arrows of one path.

    `pairwise`, imported above, gives the arrows of a path: of ["b", "d", "e"] they are ("b", "d") and ("d", "e").

    Args:
        graph: a dict of dicts, as the head of this file explains.
        path: a list of names of nodes, each joined to the next by an arrow.

    Returns:
        A number; 1 for a path of a single node.

    By hand: for a = 2 and b = 1 the path ["b", "d", "e"] gives 1 * 3 = 3. In the graph
    {"i": {"j": -2.0}, "j": {"k": 5.0}} the path ["i", "j", "k"] gives -10.
    """
    # TODO: write along_path here, in place of the next line
    raise NotImplementedError("along_path: not written yet")


def sum_over_paths(graph, start, end):
    """The derivative of the node `end` with respect to the node `start`: the sum over all paths of their products.

    Args:
        graph: a dict of dicts, as the head of this file explains.
        start, end: names of nodes, strings.

    Returns:
        A number; 0 where no path leads to `end`.

    By hand: for a = 2 and b = 1 the derivative of e with respect to b is 1 * 2 + 1 * 3 = 5.
    """
    # TODO: write sum_over_paths here, in place of the next line
    raise NotImplementedError("sum_over_paths: not written yet")


def backward(a, b, upstream):
    """Both derivatives for e = (a + b) * (b + 1), from right to left through the graph.

    e may itself be a node of a larger graph. `upstream` is the derivative of that graph's last node, z, with respect
    to e: it is what arrives at e from the right, and every derivative to the left of e has it as a factor. (Where e is
    the last node, `upstream` is 1.)

    Args:
        a, b: the inputs, floats.
        upstream: dz/de, a float.

    Returns:
        The tuple (dz/da, dz/db) of numbers.

    By hand: backward(2.0, 1.0, 1.0) is (2.0, 5.0), and backward(0.5, 3.0, -2.0) is (-8.0, -15.0).
    """
    # TODO: write backward here, in place of the next line
    raise NotImplementedError("backward: not written yet")
