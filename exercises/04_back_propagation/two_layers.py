"""Two layers: why a network needs a nonlinearity, and its gradients by hand.

A linear layer computes Z = X @ W.T + b. Two of them in a row are one linear layer again: more layers alone do not make
a richer model. With a nonlinear activation between them they do:

    Z = X @ W1.T + b1          the hidden layer, before its activation
    H = act(Z)                 the hidden layer
    Y = H @ W2.T + b2          the output

Shapes: a row is a sample. X is (N, inputs), W1 (hidden, inputs), b1 (hidden,), Z and H (N, hidden), W2 (outputs,
hidden), b2 (outputs,), Y (N, outputs). N and all the other sizes are at least 1. Arguments arrive as float64 tensors;
`activation` is one of the strings "identity", "relu" and "sigmoid". What a function returns is judged by its shapes and
numbers: tensors of float64 or float32, arrays and nested lists are all right.

No function changes its arguments, and none uses autograd: here the derivatives are yours. Derive each of them first, as
the chapter's section "Gradients of matrices, number by number" does, and check it with `gradient_check`.
"""

import torch


def collapse(W1, b1, W2, b2):
    """The one linear layer that does what two linear layers in a row do, without an activation between them.

    (X @ W1.T + b1) @ W2.T + b2 = X @ W.T + b for every X. Multiply out the left side to find W and b.

    Args:
        W1, b1: the first layer, shapes (hidden, inputs) and (hidden,).
        W2, b2: the second layer, shapes (outputs, hidden) and (outputs,).

    Returns:
        (W, b), shapes (outputs, inputs) and (outputs,).

    By hand: W1 = [[2]], b1 = [1], W2 = [[3]], b2 = [4]: 3 * (2x + 1) + 4 = 6x + 7, so that W = [[6]] and b = [7].
    W1 = [[1, 2]], b1 = [3], W2 = [[4], [5]], b2 = [6, 7] give W = [[4, 8], [5, 10]] and b = [18, 22].
    """
    # TODO: write collapse here, in place of the next line
    raise NotImplementedError("collapse: not written yet")


def activate(Z, activation):
    """The activation of each number of Z.

        "identity"    z
        "relu"        the larger one of z and 0
        "sigmoid"     1 / (1 + exp(-z))

    The sigmoid has to be right for |z| up to 1000, too: `torch.exp` gives infinity there, and 1 / infinity is 0.
    Written as exp(z) / (1 + exp(z)) it becomes infinity / infinity, which is NaN.

    Args:
        Z: a float64 tensor of any shape.
        activation: one of the three names, a string.

    Returns:
        As many numbers, in the shape of Z.

    By hand: for Z = [-1, 0, 3], "relu" gives [0, 0, 3] and "sigmoid" [0.26894..., 0.5, 0.95257...].
    """
    # TODO: write activate here, in place of the next line
    raise NotImplementedError("activate: not written yet")


def gradient_check(cost, parameter, gradient, h):
    """How far a gradient is from what the cost itself says, whoever derived it.

    For each number of `parameter` the central difference of chapter 3: the cost with that number moved by +h, less the
    cost with it moved by -h, over 2 * h; all other numbers stay where they are. These are the numeric gradient n, and

    difference = the largest |gradient - n| / max(the largest |gradient|, the largest |n|, 1e-8)

    with each "largest" over all numbers. So a number that should be 0 is not divided by its own rounding error. With
    float64 and h = 1e-5, a right gradient of a smooth cost gives 1e-6 or less, a wrong one mostly 0.01 or more.

    Args:
        cost: a function that takes a tensor in the shape of `parameter` and returns one number.
        parameter: where to check, a float64 tensor of any shape with one axis or more.
        gradient: what is to be checked, in the same shape.
        h: how far to move, a float above 0.

    Returns:
        One number.

    By hand: cost(p) = the sum of p**3, parameter = [[1, 2]], gradient = [[3, 6]], h = 0.1: n = [[3.01, 12.01]], and the
    difference is 6.01 / 12.01 = 0.50041...: the second number is wrong by half.
    """
    # TODO: write gradient_check here, in place of the next line
    raise NotImplementedError("gradient_check: not written yet")


def activation_slope(Z, activation):
    """The local gradient of the activation at each number of Z: the derivative d act(z) / d z.

    The three functions are those of `activate`. The relu has a corner at exactly 0: take 0 for its slope there. Check
    yours: the cost in `gradient_check` may be the sum of `activate(Z, activation)`, at a Z without a 0.

    Args:
        Z: what went into the activation, a float64 tensor of any shape.
        activation: one of the three names, a string.

    Returns:
        As many numbers, in the shape of Z. (Comparing tensors gives True and False: `.to(Z.dtype)` makes 1 and 0 of
        them.)

    By hand: for Z = [-1, 0, 3], "relu" gives [0, 0, 1] and "sigmoid" [0.19661..., 0.25, 0.04517...].
    """
    # TODO: write activation_slope here, in place of the next line
    raise NotImplementedError("activation_slope: not written yet")


def forward(X, W1, b1, W2, b2, activation):
    """The network on a batch: every node that the way back needs.

    Args:
        X: the inputs, shape (N, inputs).
        W1, b1, W2, b2: the two layers, shapes as above.
        activation: "identity", "relu" or "sigmoid".

    Returns:
        (Z, H, Y), shapes (N, hidden), (N, hidden) and (N, outputs).

    By hand: X = [[1], [-1]], W1 = [[2]], b1 = [1], W2 = [[3]], b2 = [4] and "relu" give Z = [[3], [-1]],
    H = [[3], [0]], Y = [[13], [4]].
    """
    # TODO: write forward here, in place of the next line
    raise NotImplementedError("forward: not written yet")


def bend(X1, X2, W1, b1, W2, b2, activation):
    """How far the network is from being linear between the rows of X1 and those of X2.

    A linear layer maps the middle of two inputs to the middle of the two outputs. The bend is what is left:

    bend = network((X1 + X2) / 2) - (network(X1) + network(X2)) / 2

    With "identity" it is 0 everywhere, since the two layers collapse into one. With "relu" or "sigmoid" it is not:
    no single linear layer can take this network's place.

    Args:
        X1, X2: two sets of inputs, each of shape (N, inputs).
        W1, b1, W2, b2: the two layers, shapes as above.
        activation: "identity", "relu" or "sigmoid".

    Returns:
        Numbers in the shape (N, outputs).

    By hand: X1 = [[1]], X2 = [[-1]], W1 = [[2]], b1 = [1], W2 = [[3]], b2 = [4] and "relu" give
    7 - (13 + 4) / 2 = -1.5.
    """
    # TODO: write bend here, in place of the next line
    raise NotImplementedError("bend: not written yet")


def backward(X, W1, b1, W2, b2, activation, dY):
    """The derivatives of the loss with respect to the four parameters and the inputs.

    dY holds d loss / d Y, as it arrives from whatever comes after the network. Each result has the shape of what the
    derivative is taken with respect to. Nothing is averaged here; if the loss is a mean, its 1/N is in dY already.

    Check each result: the loss in `gradient_check` may be the sum of dY * Y, whose upstream gradient is dY.

    Args:
        X: the inputs, shape (N, inputs).
        W1, b1, W2, b2: the two layers, shapes as above.
        activation: "identity", "relu" or "sigmoid".
        dY: the upstream gradient, shape (N, outputs).

    Returns:
        (dW1, db1, dW2, db2, dX).

    By hand: X = [[1], [-1]], W1 = [[2]], b1 = [1], W2 = [[3]], b2 = [4], "relu" and dY = [[1], [10]] give
    dW1 = [[3]], db1 = [3], dW2 = [[3]], db2 = [11], dX = [[6], [0]]: the second sample stops at the relu.

    With unlike sizes: X = [[1, 2]], W1 = [[1, 1], [2, -1], [-1, 1]], b1 = [0, 1, -3], W2 = [[2, -1, 4], [1, 3, -2]],
    b2 = [1, -2], "relu" and dY = [[2, -1]] give dW1 = [[3, 6], [-5, -10], [0, 0]], db1 = [3, -5, 0],
    dW2 = [[6, 2, 0], [-3, -1, 0]], db2 = [2, -1], dX = [[-7, 8]].
    """
    # TODO: write backward here, in place of the next line
    raise NotImplementedError("backward: not written yet")


def gradients(X, T, W1, b1, W2, b2, activation):
    """The cost of a batch, and its derivatives with respect to the four parameters.

    cost = the mean of (Y - T)**2 over all N * outputs numbers

    Derive what arrives at Y from this cost; `backward` does the rest. There is one mean in the cost, and so one
    division on the way back.

    Args:
        X: the inputs, shape (N, inputs).
        T: the targets, shape (N, outputs).
        W1, b1, W2, b2: the two layers, shapes as above.
        activation: "identity", "relu" or "sigmoid".

    Returns:
        (cost, dW1, db1, dW2, db2).

    By hand: X = [[1], [-1]], T = [[12], [6]], W1 = [[2]], b1 = [1], W2 = [[3]], b2 = [4] and "relu" give the cost
    (1 + 4) / 2 = 2.5, dW1 = [[3]], db1 = [3], dW2 = [[3]], db2 = [-1]. The second network of `backward` with
    T = [[4, 5]] has Y = [[6, 4]] and the cost (4 + 1) / 2 = 2.5, and dW1 to db2 are those given there.
    """
    # TODO: write gradients here, in place of the next line
    raise NotImplementedError("gradients: not written yet")
