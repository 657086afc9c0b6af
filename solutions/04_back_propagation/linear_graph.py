"""The computational graph of the linear model: forward from node to node, and back by the chain rule.

The graph of one sample, with a bias b (without one, b is 0):

    x, w -> product x * w
    product, b -> y_hat = x * w + b
    y_hat, y -> residual r = y_hat - y
    r -> loss = r**2

Going forward, each node computes its value. Going back, each node is given the derivative of the loss with
respect to its own output, from the node that comes after it: the upstream gradient. From that and from its local
gradients, the derivatives of its output with respect to its inputs, the chain rule makes what it hands on to the nodes
before it. No derivative is given here: derive each one (the chapter's text shows how), and check it with a central
difference, such as `central_difference` of chapter 3, before you run the checks.

All arguments are Python floats, or a tuple of them. No function uses autograd: here the derivatives are yours.
"""


def forward(x, y, w, b=0.0):
    """Every node of the graph of one sample, in the order in which they are computed.

    y_hat = x * w + b
    r = y_hat - y
    loss = r**2

    Args:
        x, y: one sample, floats.
        w: the weight, a float.
        b: the bias, a float; 0 unless given.

    Returns:
        (y_hat, r, loss), three numbers.

    By hand: x = 1, y = 2, w = 1 give (1, -1, 1); with b = 2 besides, (3, 1, 1). x = 3, y = 1, w = 1.5, b = 0.5 give
    (5, 4, 16).
    """
    ### BEGIN SOLUTION
    y_hat = x * w + b
    r = y_hat - y
    return y_hat, r, r**2
    ### END SOLUTION


def multiply_gradients(a, b):
    """The local gradients of the node c = a * b.

    Args:
        a, b: the node's inputs, floats.

    Returns:
        The pair (d c / d a, d c / d b).

    By hand: a = 3, b = 5: if a grows by 0.1, c grows from 15 to 15.5, five times as much. So the pair is (5, 3).
    """
    ### BEGIN SOLUTION
    return b, a
    ### END SOLUTION


def add_gradients(a, b):
    """The local gradients of the node c = a + b.

    Args:
        a, b: the node's inputs, floats.

    Returns:
        The pair (d c / d a, d c / d b).

    By hand: a = 3, b = 5: if a grows by 0.1, c grows by 0.1. So the pair is (1, 1).
    """
    ### BEGIN SOLUTION
    return 1.0, 1.0
    ### END SOLUTION


def square_gradient(r):
    """The local gradient of the node c = r**2: the derivative d c / d r.

    Args:
        r: the node's input, a float.

    Returns:
        One number.

    By hand: square_gradient(3.0) is 6, square_gradient(-0.5) is -1.
    """
    ### BEGIN SOLUTION
    return 2 * r
    ### END SOLUTION


def step_back(upstream, local_gradients):
    """The chain rule at one node c: the derivatives of the loss with respect to each of the node's inputs.

    Args:
        upstream: d loss / d c, a float, as it arrives from the node after this one.
        local_gradients: d c / d input for each input of the node, a tuple of floats, as many as the node has inputs.

    Returns:
        As many numbers, in the same order: d loss / d input for each input.

    By hand: step_back(10.0, (5.0, 3.0)) is [50, 30].
    """
    ### BEGIN SOLUTION
    return [upstream * local for local in local_gradients]
    ### END SOLUTION


def backward(x, y, w, b=0.0):
    """The derivatives of the loss of one sample with respect to the weight and the bias.

    Go forward once, then back through the square, the difference, the sum and the product. The upstream gradient of
    the last node, the loss itself, is 1. Derive what arrives at w and at b from node to node, as the chapter's section
    "The chain rule, node by node" does, and compare with central differences of the loss.

    Args:
        x, y: one sample, floats.
        w: the weight, a float.
        b: the bias, a float; 0 unless given.

    Returns:
        The pair (d loss / d w, d loss / d b).

    By hand: x = 1, y = 2, w = 1 give (-2, -2); with b = 2 besides, (2, 2). As x is 1, these do not show where it
    belongs; x = 3, y = 1, w = 1.5, b = 0.5 do, and give (24, 8).
    """
    ### BEGIN SOLUTION
    _, r, _ = forward(x, y, w, b)
    # The difference and the sum hand on what arrives: their local gradients with respect to y_hat and b are 1.
    return step_back(square_gradient(r), (x, 1.0))
    ### END SOLUTION


def fork_gradient(x, upstream):
    """The derivative with respect to x where x is used more than once: q = x * x, then z = q + x.

    x reaches z along several paths: as the first factor of q, as the second factor of q, and as the second term of z.
    The chapter's section "Several paths" says what becomes of them.

    Args:
        x: a float.
        upstream: d loss / d z, a float.

    Returns:
        d loss / d x, one number.

    By hand: x = 3 and upstream = 1 give 7; upstream = 10 gives 70. x = -1.5 and upstream = 2 give -4.
    """
    ### BEGIN SOLUTION
    # The paths through the first and the second factor of q, and the one straight to z.
    return sum(step_back(upstream, (x, x, 1.0)))
    ### END SOLUTION
