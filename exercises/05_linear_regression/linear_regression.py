"""Linear regression the PyTorch way: data, model, criterion and optimizer, training cycle, test.

Chapters 3 and 4 wrote forward, cost, gradient and update by hand. Here `torch.nn` and `torch.optim` do that work, and
what is left to you is to put the parts together in the right order. One step of the training cycle is always

    forward -> loss -> zero the gradients -> backward -> step

A set of N samples is a pair of float32 tensors x and y of shape (N, 1): a row for each sample, a column for each
feature. Everything here works with any model, criterion and optimizer that are handed in, not with your own only.
"""

import torch


def prepare_data(xs, ys):
    """Make the tensors of a data set: one sample a row.

    Args:
        xs, ys: N Python numbers each (ints or floats, also mixed), as lists, or as NumPy arrays of shape (N,) of any
            integer or floating dtype. N is at least 1.

    Returns:
        The pair (x, y), two float32 tensors of shape (N, 1). float32 is what a layer's parameters are; with ints
        or float64, `torch.nn.Linear` raises an error.

    By hand: prepare_data([1, 2, 3], [2, 4, 6]) gives x = [[1.], [2.], [3.]] and y = [[2.], [4.], [6.]].
    """
    # TODO: write prepare_data here, in place of the next line
    raise NotImplementedError("prepare_data: not written yet")


class LinearModel(torch.nn.Module):
    """The model y_hat = x * w + b: one linear unit with one input and one output.

    `torch.nn.Linear(1, 1)` is such a unit; under which attribute name you keep it is up to you. The model has one
    weight of shape (1, 1) and one bias of shape (1,), float32, which require a gradient and which `parameters()` finds.
    """

    def __init__(self):
        """Make the layer."""
        # TODO: write LinearModel.__init__ here, in place of the next line
        raise NotImplementedError("LinearModel.__init__: not written yet")

    def forward(self, x):
        """The predictions for a batch.

        Args:
            x: a float32 tensor of shape (N, 1).

        Returns:
            y_hat, a float32 tensor of shape (N, 1), through which gradients flow to weight and bias.

        By hand: w = 2 and b = 0.5 take [[1.], [4.]] to [[2.5], [8.5]].
        """
        # TODO: write LinearModel.forward here, in place of the next line
        raise NotImplementedError("LinearModel.forward: not written yet")


def make_criterion():
    """The criterion: the mean squared error.

    Returns:
        An object that is called as criterion(y_hat, y), with two tensors of one shape, and gives a tensor of one
        number, the mean of (y_hat - y)**2, on which backward() can be called.

    By hand: y_hat = [[1.], [2.], [3.]] and y = [[2.], [4.], [6.]] give 4.666... y_hat = [[1.], [3.]] and
    y = [[2.], [7.]] give 8.5.
    """
    # TODO: write make_criterion here, in place of the next line
    raise NotImplementedError("make_criterion: not written yet")


def make_optimizer(model, lr):
    """The optimizer: plain stochastic gradient descent, as `torch.optim.SGD` does it, for all parameters of this model.

    Args:
        model: a torch.nn.Module, with one layer or several.
        lr: the learning rate, a float above 0.

    Returns:
        The optimizer. Its step() moves each parameter p of the model to p - lr * p.grad, in place, and keeps nothing
        from step to step; its zero_grad() leaves each p.grad None or 0.

    By hand: p = 3 with p.grad = 4 and lr = 0.1 becomes 2.6.
    """
    # TODO: write make_optimizer here, in place of the next line
    raise NotImplementedError("make_optimizer: not written yet")


def training_step(model, criterion, optimizer, x, y):
    """One turn of the training cycle: forward, loss, zero the gradients, backward, step.

    The gradients of one step must not count in the next: backward() adds to what is there.

    Args:
        model: called as model(x).
        criterion: called as criterion(y_hat, y); it gives a tensor of one number.
        optimizer: an optimizer for the model's parameters, with zero_grad() and step().
        x, y: the samples, float32 tensors of shape (N, 1).

    Returns:
        The loss before the step as a Python float (`.item()`): the number, not the tensor, which would keep the whole
        graph alive.

    By hand: w = 1, b = 0, x = [[1.], [2.], [3.]], y = [[2.], [4.], [6.]] and SGD with lr = 0.01 return 4.666...;
    afterwards w = 1.0933... and b = 0.04. w = 2, b = 1, x = [[1.], [3.]], y = [[4.], [5.]] and lr = 0.1 return 2.5;
    afterwards w = 1.5 and b = 0.9.
    """
    # TODO: write training_step here, in place of the next line
    raise NotImplementedError("training_step: not written yet")


def train(model, criterion, optimizer, x, y, epochs):
    """Training on the whole set: `epochs` turns of the training cycle.

    Args:
        model, criterion, optimizer, x, y: as for `training_step`.
        epochs: how many turns, an int; 0 is allowed.

    Returns:
        The list of the `epochs` losses, Python floats, each from before the step of its epoch. The model is trained in
        place.

    By hand: for the example of `training_step` and epochs = 2 the list is [4.666..., 3.692...].
    """
    # TODO: write train here, in place of the next line
    raise NotImplementedError("train: not written yet")


def predict(model, x):
    """Use the trained model on one number, such as x = 4.

    Args:
        model: takes a float32 tensor of shape (N, 1), as LinearModel does.
        x: a Python number, an int or a float.

    Returns:
        The prediction as a Python float.

    By hand: for w = 2 and b = 0.5, predict(model, 4) is 8.5.
    """
    # TODO: write predict here, in place of the next line
    raise NotImplementedError("predict: not written yet")


def train_in_random_order(model, criterion, optimizer, x, y, epochs, batch_size):
    """Training by mini-batches: in each epoch the samples come in a new random order, cut into batches.

    Each batch makes one turn of the training cycle. Each sample is in one batch of each epoch; a batch has `batch_size`
    samples, the last one of an epoch may be smaller. A sample's x and y stay together. How the order is drawn
    (torch.randperm, a DataLoader with shuffle=True and without workers ...) is up to you: what counts here is that each
    batch makes its step, and not which numbers come by on the way.

    Args:
        model, criterion, optimizer, x, y: as for `training_step`.
        epochs: how many times through the set, an int, at least 1.
        batch_size: an int, at least 1.

    Returns:
        The list of `epochs` Python floats: the loss over the whole set after each epoch, measured without training.

    By hand: 5 samples and batch_size = 2 make three steps an epoch, with 2, 2 and 1 samples.
    """
    # TODO: write train_in_random_order here, in place of the next line
    raise NotImplementedError("train_in_random_order: not written yet")
