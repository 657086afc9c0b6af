"""Convex and not: which costs a descent can trust, and what it does at a saddle point.

A function is convex if every chord, the straight line between two points of its graph, lies nowhere below the graph.
Then every local minimum is the global one. Without it, a point with gradient 0 may be a minimum, a maximum, or a saddle
point, which is a minimum along one direction and a maximum along another. The eigenvalues of the Hessian tell which.

Functions of one number are passed in as `f`; points of the plane are two floats. A result may be a Python number or a
tensor of one number.
"""

import torch


def chord_gap(f, a, b, t):
    """How far the chord from (a, f(a)) to (b, f(b)) lies above the graph of `f`, the share `t` of the way from a to b.

    gap = (1 - t) * f(a) + t * f(b) - f((1 - t) * a + t * b)

    Args:
        f: a function of one number.
        a, b: the ends of the chord, floats; they may be equal.
        t: the share of the way, a float from 0 (at a) to 1 (at b).

    Returns:
        A float: below zero where the chord lies below the graph.

    By hand: for f(w) = w**2, a = 0, b = 2, t = 0.25 the chord is at 1 and the graph at 0.25, so that the gap is 0.75.
    For f(w) = w**3, a = 1, b = 3, t = 0.25 the chord is at 0.75 + 6.75 = 7.5 and the graph at 1.5**3 = 3.375: 4.125.
    """
    ### BEGIN SOLUTION
    return (1 - t) * f(a) + t * f(b) - f((1 - t) * a + t * b)
    ### END SOLUTION


def looks_convex(f, pairs, shares, slack):
    """Whether no sampled chord lies below the graph of `f` by more than `slack`.

    A single gap below `-slack` proves that `f` is not convex. Gaps that are all right prove nothing: a dent between
    the samples stays unseen. The slack is there because rounding can make a gap of 0 slightly negative.

    Args:
        f: a function of one number.
        pairs: a list of pairs (a, b) of floats, the ends of the chords, at least one.
        shares: a list of floats from 0 to 1, at least one: each chord is looked at for each of these shares t.
        slack: a small positive float.

    Returns:
        True or False.

    By hand: for f(w) = -w**2, the pair (0, 2) and t = 0.5 the gap is -2 - (-1) = -1, so that the answer is False.
    """
    ### BEGIN SOLUTION
    return all(chord_gap(f, a, b, t) >= -slack for a, b in pairs for t in shares)
    ### END SOLUTION


def classify(hessian):
    """What a point with gradient 0 is, by the signs of the eigenvalues of the Hessian there.

    An eigenvalue is the curvature along its direction.

        all above zero          "minimum"
        all below zero          "maximum"
        some above, some below  "saddle"
        anything else           "undecided": some are zero, and the rest does not contradict itself

    An eigenvalue counts as zero if its size is at most 1e-6 times that of the one largest in size.

    Args:
        hessian: a symmetric float64 tensor of shape (d, d), d at least 1; it is not modified.

    Returns:
        One of the four strings.

    By hand: [[2, 3], [3, 2]] has the eigenvalues 5 and -1: "saddle", although its diagonal is positive.
    """
    ### BEGIN SOLUTION
    eigenvalues = torch.linalg.eigvalsh(hessian)
    zero = 1e-6 * eigenvalues.abs().max()
    up, down = (eigenvalues > zero).sum(), (eigenvalues < -zero).sum()
    if up and down:
        return "saddle"
    if up == len(eigenvalues):
        return "minimum"
    if down == len(eigenvalues):
        return "maximum"
    return "undecided"
    ### END SOLUTION


def saddle_gradient(x, y):
    """The gradient of f(x, y) = x**2 + 3*x*y + y**2, which has a saddle point at (0, 0).

    Differentiate by hand, without autograd: with respect to x while y stands still, and with respect to y while x does.
    The Hessian of f is [[2, 3], [3, 2]] everywhere.

    Args:
        x, y: floats.

    Returns:
        The pair (df/dx, df/dy) of floats.

    By hand: saddle_gradient(1.0, 2.0) is (8.0, 7.0).
    """
    ### BEGIN SOLUTION
    return 2 * x + 3 * y, 3 * x + 2 * y
    ### END SOLUTION


def descend(x, y, lr, steps):
    """Gradient descent on the saddle: the path that starts at (x, y).

    Each step takes both gradients at the same point and then moves both coordinates:
    x - lr * df/dx and y - lr * df/dy.

    On the saddle point itself the gradient is 0, and the path stands still. On the line x = y it slides into the
    saddle point. Everywhere else it leaves, slowly at first.

    Args:
        x, y: where it starts, floats.
        lr: the learning rate, a float.
        steps: how many steps, an int; 0 is allowed.

    Returns:
        A list of `steps + 1` pairs (x, y), the start included.

    By hand: descend(1.0, 2.0, 0.1, 1) is [(1.0, 2.0), (0.2, 1.3)].
    """
    ### BEGIN SOLUTION
    path = [(x, y)]
    for _ in range(steps):
        dx, dy = saddle_gradient(x, y)
        x, y = x - lr * dx, y - lr * dy
        path.append((x, y))
    return path
    ### END SOLUTION
