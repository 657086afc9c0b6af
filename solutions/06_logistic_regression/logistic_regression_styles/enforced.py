"""Every precondition of the texts is enforced: what they do not allow raises an error."""

import math

import matplotlib.pyplot as plt
import torch
from torch import Tensor, nn


def checked_column(values, name):
    if not isinstance(values, Tensor) or values.dtype != torch.float32:
        raise TypeError(f"{name} should be a float32 tensor")
    if values.dim() != 2 or values.shape[1] != 1:
        raise ValueError(f"{name} should have shape (N, 1), not {tuple(values.shape)}")
    return values


def checked_labels(y):
    if not torch.isin(y, torch.tensor([0.0, 1.0], dtype=y.dtype)).all():
        raise ValueError("labels should be 0.0 or 1.0")
    return y


def checked_model(model):
    if not isinstance(model, LogisticRegressionModel):
        raise TypeError("model should be a LogisticRegressionModel")
    return model


class LogisticRegressionModel(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.unit = nn.Linear(in_features=1, out_features=1, bias=True)

    def forward(self, x: Tensor) -> Tensor:
        return self.unit(checked_column(x, "x")).sigmoid()


def loss_from_logits(z, y):
    for name, values in (("z", z), ("y", y)):
        if values.dtype != torch.float64:
            raise TypeError(f"{name} should be float64")
        if values.dim() != 1 or values.shape != z.shape:
            raise ValueError(f"{name} should have shape (N,)")
    if z.abs().max() > 10000:
        raise ValueError("scores should be from -10000 to 10000")
    checked_labels(y)
    losses = torch.maximum(z, torch.zeros_like(z)) - z * y + torch.log(1 + torch.exp(-z.abs()))
    return losses.sum() / losses.numel()


def compare_losses(z, y):
    if type(z) is not float or not math.isfinite(z):
        raise TypeError("z should be a float")
    if type(y) is not float or y not in (0.0, 1.0):
        raise ValueError("y should be 0.0 or 1.0")

    def loss_and_slope(criterion, activation):
        leaf = torch.tensor([z], requires_grad=True)
        loss = criterion(activation(leaf), torch.tensor([y]))
        loss.backward()
        return loss.item(), leaf.grad.item()

    return {
        "BCELoss": loss_and_slope(nn.BCELoss(), nn.Sigmoid()),
        "BCEWithLogitsLoss": loss_and_slope(nn.BCEWithLogitsLoss(), nn.Identity()),
    }


def train(model, criterion, optimizer, x, y, epochs):
    checked_model(model)
    checked_column(x, "x")
    checked_labels(checked_column(y, "y"))
    if len(x) != len(y):
        raise ValueError("x and y should have one length")
    if type(epochs) is not int or epochs < 0:
        raise ValueError("epochs should be an int, 0 or more")
    held = {id(p) for group in optimizer.param_groups for p in group["params"]}
    if held != {id(p) for p in model.parameters()}:
        raise ValueError("the optimizer holds other parameters than the model")
    losses: list[float] = []
    while len(losses) < epochs:
        loss = criterion(model(x), y)
        if loss.numel() != 1:
            raise ValueError("the criterion should return one number")
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


def decide(model, x, threshold=0.5):
    if type(threshold) is not float or not 0 < threshold < 1:
        raise ValueError("threshold should be a float between 0 and 1")
    if len(checked_column(x, "x")) < 1:
        raise ValueError("x should have a row at least")
    with torch.inference_mode():
        return checked_model(model)(x).gt(threshold)


def crossing_hour(model):
    w, b = (float(p) for p in (checked_model(model).unit.weight, model.unit.bias))
    if w <= 0:
        raise ValueError("the probability should rise with the hours")
    hour = -b / w
    if not 0 < hour < 10:
        raise ValueError(f"it crosses 0.5 at {hour} hours")
    return hour


def probability_figure(model):
    checked_model(model)
    hours = torch.linspace(0, 10, 501).unsqueeze(-1)
    with torch.inference_mode():
        probability = model(hours)
    figure, axes = plt.subplots(figsize=(5, 3), layout="constrained")
    axes.plot(hours.squeeze(-1), probability.squeeze(-1))
    axes.axline((0, 0.5), slope=0, color="grey", linewidth=0.8)
    axes.set(xlabel="Hours", ylabel="Probability", xlim=(0, 10), ylim=(0, 1))
    return figure
