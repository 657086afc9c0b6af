"""How to draw the graph: the data with the model's line, the cost curve, the cost surface.

Each function makes a new matplotlib figure and returns it. It does not call `plt.show()`: whoever calls the function
decides whether to show the figure, to save it or to put it on a page. Style (colours, markers, titles) is up to you;
the data, the labels of the axes and the marked minimum are not.

Arguments are tensors of numbers; they are not modified.
"""

import matplotlib.pyplot as plt
import torch


def data_figure(xs, ys, w):
    """The samples as single points, and the model's line y_hat = x * w through the whole range of x.

    The horizontal axis is labelled "x", the vertical one "y".

    Args:
        xs, ys: the samples, tensors of shape (N,), in any order.
        w: the weight, a float.

    Returns:
        A new matplotlib Figure.

    By hand: for (1, 2), (2, 4), (3, 6) and w = 1.5 there are three points, and a line from (1, 1.5) to (3, 4.5).
    """
    ### BEGIN SOLUTION
    figure, axes = plt.subplots()
    axes.scatter(xs, ys, label="data")
    ends = [float(min(xs)), float(max(xs))]
    axes.plot(ends, [x * w for x in ends], color="tab:orange", label="y_hat = x * w")
    axes.set_xlabel("x")
    axes.set_ylabel("y")
    axes.legend()
    return figure
    ### END SOLUTION


def cost_curve_figure(ws, costs):
    """The cost over w as a line, its lowest point marked.

    The horizontal axis is labelled "w", the vertical one "cost". The mark is a single point or a text
    (`annotate`, `text`) at (best w, lowest cost), or a vertical line at the best w.

    Args:
        ws: the weights, a tensor of shape (K,), in rising order.
        costs: their costs, a tensor of shape (K,).

    Returns:
        A new matplotlib Figure.

    By hand: for ws = [1, 2, 4] and costs = [4.67, 0, 18.67] the mark is at (2, 0).
    """
    ### BEGIN SOLUTION
    figure, axes = plt.subplots()
    axes.plot(ws, costs)
    lowest = costs.argmin()
    axes.plot([ws[lowest]], [costs[lowest]], "o", label="minimum")
    axes.set_xlabel("w")
    axes.set_ylabel("cost")
    axes.legend()
    return figure
    ### END SOLUTION


def cost_surface_figure(ws, bs, surface):
    """The cost over w and b, its lowest point marked: as a surface in 3-D, or in 2-D as contour lines or colours.

    The first axis is labelled "w", the second one "b"; in 3-D the vertical axis is labelled "cost". The mark is a
    single point or a text at the best w and the best b; in 3-D a point has the lowest cost as its height. matplotlib's
    2-D functions take a table whose rows belong to the vertical axis: with w on the horizontal axis they need the
    transpose of `surface`.

    Args:
        ws: the weights, a tensor of shape (K,), in rising order.
        bs: the biases, a tensor of shape (L,), in rising order.
        surface: the costs, a tensor of shape (K, L): surface[i, j] belongs to ws[i] and bs[j].

    Returns:
        A new matplotlib Figure.

    By hand: with ws = [1, 2], bs = [0, 1, 2] and the table [[14/3, 5/3, 2/3], [0, 1, 4]] the figure shows the height
    4 over w = 2, b = 2, and 14/3 over w = 1, b = 0; the mark is at w = 2, b = 0.
    """
    ### BEGIN SOLUTION
    figure = plt.figure()
    axes = figure.add_subplot(projection="3d")
    w_grid, b_grid = torch.meshgrid(ws, bs, indexing="ij")
    axes.plot_surface(w_grid.numpy(), b_grid.numpy(), surface.numpy(), cmap="viridis", alpha=0.8)
    row, column = divmod(int(surface.argmin()), len(bs))
    axes.scatter([ws[row]], [bs[column]], [surface.min()], color="tab:red", label="minimum")
    axes.set_xlabel("w")
    axes.set_ylabel("b")
    axes.set_zlabel("cost")
    return figure
    ### END SOLUTION
