"""Exhaustive search: try every weight, draw the cost, take the lowest.

With one weight the costs are a curve over w. With a bias b the model is y_hat = x * w + b, and the costs are a
surface over w and b. The course searches w in [0, 4] in steps of 0.1:

    ws = weight_grid(0.0, 4.0, 0.1)
    costs, best = search(xs, ys, ws)

The number of trials is the number of steps to the power of the number of weights: with ten weights nobody can wait
for it. That is why the next chapter follows the slope.

`xs`, `ys` and the grids are 1-D float64 tensors. Loops and tensor arithmetic are both right; results may be lists or
tensors. No function modifies its arguments.
"""

import torch


def forward(x, w, b):
    """The model with a bias: y_hat = x * w + b. First the slope, then the shift.

    Args:
        x: a number, or a tensor of any shape.
        w: the weight, a float.
        b: the bias, a float.

    Returns:
        y_hat, of the shape of x.

    By hand: forward(3.0, 2.0, 0.5) is 6.5.
    """
    # TODO: write forward here, in place of the next line
    raise NotImplementedError("forward: not written yet")


def cost(xs, ys, w, b):
    """The mean of (x * w + b - y)**2 over all samples.

    Args:
        xs, ys: the samples, tensors of shape (N,), N at least 1.
        w, b: weight and bias, floats.

    Returns:
        A number.

    By hand: for (1, 2), (2, 4), (3, 6) with w = 1 and b = 1 the errors are 0, -1, -2: the cost is 5 / 3 = 1.666...
    With w = 1.5 and b = 2 they are 1.5, 1, 0.5: it is 3.5 / 3 = 1.166...
    """
    # TODO: write cost here, in place of the next line
    raise NotImplementedError("cost: not written yet")


def weight_grid(start, stop, step):
    """The weights to try: start, start + step, ..., stop. Both ends are among them.

    Args:
        start, stop: the ends of the interval, floats, start < stop.
        step: a float above 0; stop - start is a whole number of steps, up to rounding.

    Returns:
        A list or 1-D tensor of round((stop - start) / step) + 1 numbers, in rising order.

    By hand: weight_grid(0.0, 1.0, 0.25) is [0, 0.25, 0.5, 0.75, 1]; from 0 to 4 by 0.1 there are 41 weights. Steps such
    as 0.1 are rounded, and a quotient of them may lie just below or just above a whole number: from 0.1 to 0.7 by 0.1
    there are 7 weights, from 1 to 1.3 there are 4.
    """
    # TODO: write weight_grid here, in place of the next line
    raise NotImplementedError("weight_grid: not written yet")


def search(xs, ys, ws):
    """Try every weight, with b = 0, and find the best one.

    Args:
        xs, ys: the samples, tensors of shape (N,), N at least 1.
        ws: the weights to try, a tensor of shape (K,), K at least 1, in any order.

    Returns:
        (costs, best): the K costs in the order of `ws`, and the weight that has the lowest of them (not its index). No
        two weights share the lowest cost.

    By hand: for (1, 2), (2, 4), (3, 6) and ws = [1, 2, 4] the costs are 14/3, 0 and 56/3, and the best weight is 2.
    """
    # TODO: write search here, in place of the next line
    raise NotImplementedError("search: not written yet")


def cost_surface(xs, ys, ws, bs):
    """The cost of every pair of a weight and a bias.

    Rows belong to weights, columns to biases: surface[i, j] is the cost for ws[i] and bs[j]. (`torch.meshgrid` needs
    indexing="ij" for it; with the other order the table lies on its side.)

    Args:
        xs, ys: the samples, tensors of shape (N,), N at least 1.
        ws: the weights to try, a tensor of shape (K,), K at least 1.
        bs: the biases to try, a tensor of shape (L,), L at least 1.

    Returns:
        A tensor of shape (K, L), or a list of K lists of L numbers.

    By hand: for (1, 2), (2, 4), (3, 6) with ws = [1, 2] and bs = [0, 1, 2] the table is
    [[14/3, 5/3, 2/3], [0, 1, 4]].
    """
    # TODO: write cost_surface here, in place of the next line
    raise NotImplementedError("cost_surface: not written yet")


def best_pair(ws, bs, surface):
    """The weight and the bias at the lowest point of a cost surface.

    Args:
        ws: the weights, a tensor of shape (K,).
        bs: the biases, a tensor of shape (L,).
        surface: the costs, a tensor of shape (K, L): surface[i, j] belongs to ws[i] and bs[j].

    Returns:
        (w, b): the weight first, and not their indices. No two pairs share the lowest cost.

    By hand: with ws = [1, 2], bs = [0, 1, 2] and the table [[14/3, 5/3, 2/3], [0, 1, 4]] it is (2, 0).
    """
    # TODO: write best_pair here, in place of the next line
    raise NotImplementedError("best_pair: not written yet")
