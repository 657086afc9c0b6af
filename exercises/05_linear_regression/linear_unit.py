"""The linear unit: `torch.nn.Linear`, made by yourself.

An affine map takes each sample, a row of `in_features` numbers, to a row of `out_features` numbers: y = x @ W.T + b. A
module is an object that owns such parameters and that can be called. On the way to `Linear` you meet what makes objects
callable, and what `*args` and `**kwargs` are for.

Tensors are float32, PyTorch's own default, unless a docstring says otherwise. No function changes its arguments.
`torch.nn.Linear` and `torch.nn.functional.linear` are what you build here: do not use them.
"""

import math

import torch


def call_text(name, *args, **kwargs):
    """The text of a call: what was written between the parentheses, in its order.

    A function with `*args` and `**kwargs` takes any arguments: `args` is the tuple of those without a name, `kwargs`
    the dict of those with one.

    Args:
        name: the name of what is called, a string.
        args, kwargs: any arguments; each is written as `repr` writes it.

    Returns:
        A string: the name, and in parentheses the arguments, separated by ", ".

    By hand: call_text("f") is "f()"; call_text("f", 1, "x", lr=0.5) is "f(1, 'x', lr=0.5)".
    """
    # TODO: write call_text here, in place of the next line
    raise NotImplementedError("call_text: not written yet")


class CountedCall:
    """A callable object: it hands each call on to a function and counts the calls.

    counted = CountedCall(max)
    counted(3, 7)        # 7: Python runs counted.__call__(3, 7)
    counted.calls        # 1
    """

    def __init__(self, function):
        """Keep the function; `calls`, the number of calls so far, is 0.

        Args:
            function: anything that can be called.
        """
        # TODO: write CountedCall.__init__ here, in place of the next line
        raise NotImplementedError("CountedCall.__init__: not written yet")

    def __call__(self, *args, **kwargs):
        """Count one call, then call the function with the same arguments and return what it returns.

        A call counts even if the function raises; the error goes on to the caller.
        """
        # TODO: write CountedCall.__call__ here, in place of the next line
        raise NotImplementedError("CountedCall.__call__: not written yet")


def parameter_shapes(x, y):
    """The shapes of weight and bias of the linear unit that takes inputs like x to outputs like y.

    A row is a sample, a column is one of its features: x has the shape (N, in_features), y (N, out_features).

    Args:
        x, y: float64 tensors; they should have two axes each, and equally many rows.

    Returns:
        The pair of shapes, those of W in `x @ W.T + b` and of b: (out_features, in_features) and (out_features,).

    Raises:
        ValueError: if x or y does not have two axes, or the numbers of rows differ.

    By hand: x of shape (5, 3) and y of shape (5, 2) give ((2, 3), (2,)).
    """
    # TODO: write parameter_shapes here, in place of the next line
    raise NotImplementedError("parameter_shapes: not written yet")


def affine(x, weight, bias=None):
    """The affine map y = x @ W.T + b, for each sample by itself.

    Args:
        x: a float64 tensor of shape (..., in_features): the last axis holds the features, the axes before it (none,
            one or several) say which sample.
        weight: W, a float64 tensor of shape (out_features, in_features).
        bias: b, a float64 tensor of shape (out_features,), or None for a map without bias.

    Returns:
        y, of shape (..., out_features). The accuracy of float32 is enough.

    By hand: x = [[1, 2]], weight = [[3, 4], [5, 6], [7, 8]] and bias = [0.5, 0, -1] give [[11.5, 17, 22]].
    """
    # TODO: write affine here, in place of the next line
    raise NotImplementedError("affine: not written yet")


class Linear(torch.nn.Module):
    """An affine map with parameters of its own, interchangeable with `torch.nn.Linear`.

    layer = Linear(3, 2)
    y = layer(x)         # x of shape (..., 3), y of shape (..., 2)

    `torch.nn.Module` gives it all the rest: calling the object runs `forward`, and the parameters that you assign as
    attributes are found by `parameters()` and `state_dict()`.
    """

    def __init__(self, in_features, out_features, bias=True):
        """Make the parameters.

        `weight` has the shape (out_features, in_features), `bias` the shape (out_features,); both are
        `torch.nn.Parameter`s under these names, float32, and require a gradient. With bias=False the attribute `bias`
        is None, and the weight is the only parameter. All start from random numbers, evenly spread between
        -1/sqrt(in_features) and 1/sqrt(in_features), drawn anew for each object (`torch.rand` draws between 0 and 1).

        Args:
            in_features, out_features: ints, at least 1.
            bias: whether there is a bias.
        """
        # TODO: write Linear.__init__ here, in place of the next line
        raise NotImplementedError("Linear.__init__: not written yet")

    def forward(self, x):
        """The affine map with the object's own parameters.

        Args:
            x: a float32 tensor of shape (..., in_features).

        Returns:
            A float32 tensor of shape (..., out_features), through which gradients flow to x, weight and bias.
        """
        # TODO: write Linear.forward here, in place of the next line
        raise NotImplementedError("Linear.forward: not written yet")


def snapshot(module):
    """Copies of a module's parameters, to come back to.

    `module.state_dict()` holds the parameters' own memory: train on, and it changes with them.

    Args:
        module: a torch.nn.Module that keeps nothing but parameters (no buffers).

    Returns:
        A dict from each parameter's name to a copy of its values: a tensor of the parameter's dtype that later training
        does not change, that requires no gradient and holds no graph. `module.load_state_dict(...)` takes it back.

    By hand: a snapshot, one training step, `load_state_dict`: the parameters are what they were.
    """
    # TODO: write snapshot here, in place of the next line
    raise NotImplementedError("snapshot: not written yet")
