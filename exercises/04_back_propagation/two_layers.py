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

No function changes its arguments, and none uses autograd: here the derivatives are yours.
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


def activation_slope(Z, activation):
    """The local gradient of the activation at each number of Z: the derivative d act(z) / d z.

        "identity"    1
        "relu"        1 where z is above 0, else 0 (also where z is exactly 0)
        "sigmoid"     s * (1 - s), with s = sigmoid(z)

    Args:
        Z: what went into the activation, a float64 tensor of any shape.
        activation: one of the three names, a string.

    Returns:
        As many numbers, in the shape of Z. (`Z > 0` holds True and False: `.to(Z.dtype)` makes 1 and 0 of them.)

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
    derivative is taken with respect to: write the shape under each factor to see which one has to be transposed.

    A parameter is used by every sample of the batch, and so it reaches the loss along N paths: add them up. Nothing is
    averaged here; if the loss is a mean, its 1/N is in dY already.

    Args:
        X: the inputs, shape (N, inputs).
        W1, b1, W2, b2: the two layers, shapes as above.
        activation: "identity", "relu" or "sigmoid".
        dY: the upstream gradient, shape (N, outputs).

    Returns:
        (dW1, db1, dW2, db2, dX).

    By hand: X = [[1], [-1]], W1 = [[2]], b1 = [1], W2 = [[3]], b2 = [4], "relu" and dY = [[1], [10]] give
    dW1 = [[3]], db1 = [3], dW2 = [[3]], db2 = [11], dX = [[6], [0]]: the second sample stops at the relu.
    """
    # TODO: write backward here, in place of the next line
    raise NotImplementedError("backward: not written yet")


def gradients(X, T, W1, b1, W2, b2, activation):
    """The cost of a batch, and its derivatives with respect to the four parameters.

    cost = the mean of (Y - T)**2 over all N * outputs numbers

    There is one mean in the cost, and so one division on the way back: in dY. Then `backward` does the rest.

    Args:
        X: the inputs, shape (N, inputs).
        T: the targets, shape (N, outputs).
        W1, b1, W2, b2: the two layers, shapes as above.
        activation: "identity", "relu" or "sigmoid".

    Returns:
        (cost, dW1, db1, dW2, db2).

    By hand: X = [[1], [-1]], T = [[12], [6]], W1 = [[2]], b1 = [1], W2 = [[3]], b2 = [4] and "relu" give the cost
    (1 + 4) / 2 = 2.5, dW1 = [[3]], db1 = [3], dW2 = [[3]], db2 = [-1].
    """
    # TODO: write gradients here, in place of the next line
    raise NotImplementedError("gradients: not written yet")
