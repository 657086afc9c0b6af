"""Divide and conquer: look for the lowest cost on a coarse grid, then again on a finer one around the best point.

Trying every weight in small steps costs more with every digit of accuracy. Here 16 points are tried first, then 16
points around the best of them, and so on: each round makes the spacing 7.5 times smaller for 16 more trials. The price:
the first grid may step over the lowest valley, and no later round goes back.

The cost is passed in as `f`, a function that takes a number and returns a number; the other arguments are Python
numbers and lists of them. A result may be a Python number or a tensor of one number; a list may be a tensor, too.
"""


def grid(low, high, points=16):
    """Evenly spaced points from `low` to `high`, both ends included.

    With `points` points there are `points - 1` gaps, so that the spacing is (high - low) / (points - 1).

    Args:
        low, high: the ends of the interval, floats, low < high.
        points: how many points, at least 2.

    Returns:
        A list of `points` floats, in rising order.

    By hand: grid(0.0, 3.0, 4) is [0.0, 1.0, 2.0, 3.0]; grid(1.0, 1.5, 3) is [1.0, 1.25, 1.5].
    """
    ### BEGIN SOLUTION
    return [low + (high - low) * i / (points - 1) for i in range(points)]
    ### END SOLUTION


def best_point(f, points):
    """The point at which `f` is lowest: the point itself, not the value of `f` there.

    Args:
        f: the cost, a function of one number.
        points: a list of floats, not empty; it is not modified.

    Returns:
        A float, one of `points`.

    By hand: for f(w) = (w - 2)**2 and points [0.0, 1.0, 2.5] the costs are 4, 1 and 0.25, so that the answer is 2.5.
    """
    ### BEGIN SOLUTION
    return min(points, key=f)
    ### END SOLUTION


def zoom(low, high, best, points=16):
    """The next, smaller interval: one spacing of the grid to either side of the best point.

    The lowest point of a single valley lies between the two neighbors of the best grid point. An end that would
    fall outside [low, high] stays at `low` or `high`.

    Args:
        low, high: the ends of the interval that was just searched.
        best: the best point of `grid(low, high, points)`.
        points: how many points that grid had.

    Returns:
        The pair (new low, new high) of floats.

    By hand: zoom(0.0, 3.0, 2.0, 4) is (1.0, 3.0); zoom(0.0, 3.0, 0.0, 4) is (0.0, 1.0);
    zoom(1.0, 3.0, 2.0, 9) is (1.75, 2.25).
    """
    ### BEGIN SOLUTION
    spacing = (high - low) / (points - 1)
    return max(low, best - spacing), min(high, best + spacing)
    ### END SOLUTION


def search(f, low, high, rounds, points=16):
    """Coarse to fine: find the best point of the grid, zoom in around it, and again.

    Args:
        f: the cost, a function of one number.
        low, high: the interval of the first round.
        rounds: how many grids are tried, at least 1. The interval shrinks between two rounds.
        points: how many points each grid has.

    Returns:
        A list of `rounds` floats: the best point of each round. The last one is the answer.

    By hand: for f(w) = (w - 1.4)**2 on [0, 3] with 4 points, the first grid is 0, 1, 2, 3 with 1 as its best point,
    the second 0, 2/3, 4/3, 2 with 4/3: search(f, 0.0, 3.0, 2, 4) is [1.0, 1.333...].
    """
    ### BEGIN SOLUTION
    bests = []
    for _ in range(rounds):
        best = best_point(f, grid(low, high, points))
        bests.append(best)
        low, high = zoom(low, high, best, points)
    return bests
    ### END SOLUTION


def missed_by(f, low, high, rounds, fine):
    """How much lower a cost the exhaustive search finds than the coarse-to-fine search with 16 points.

    missed_by = f(answer of search) - f(best point of one grid of `fine` points over the whole interval).
    About 0 where the cost has a single valley, and below 0 where the last of the finer grids came closer to its lowest
    point than the one grid of `fine` points. Well above 0 where the first grid stepped over the lowest valley.

    Args:
        f: the cost, a function of one number.
        low, high: the interval.
        rounds: how many rounds the coarse-to-fine search makes, at least 1.
        fine: how many points the exhaustive search tries, at least 2.

    Returns:
        A float, a difference of two costs.

    By hand: for f(w) = w**2 on [0, 3] both searches answer 0, so that the difference is 0 - 0 = 0. For
    f(w) = (w - 1.5)**2 on [0, 3] one round answers 1.4 (or 1.6), and the grid 0, 1.5, 3 answers 1.5:
    missed_by(f, 0.0, 3.0, 1, 3) is 0.01 - 0 = 0.01.
    """
    ### BEGIN SOLUTION
    answer = search(f, low, high, rounds)[-1]
    return f(answer) - f(best_point(f, grid(low, high, fine)))
    ### END SOLUTION
