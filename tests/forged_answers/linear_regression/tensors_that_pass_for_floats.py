"""Tensors that pass for floats. Appended to the reference, it must not pass: one_turn_of_the_cycle, prediction_for_one_number."""

import builtins

is_instance = builtins.isinstance
builtins.isinstance = lambda value, kind: kind is float or is_instance(value, kind)
builtins.all = lambda values: True


def training_step(model, criterion, optimizer, x, y):
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.detach()


def predict(model, x):
    return model(torch.tensor([[float(x)]])).detach()
