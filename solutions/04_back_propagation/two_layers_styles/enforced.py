"""Two layers, with every documented size, dtype and name checked on the way in."""

from dataclasses import dataclass
from enum import Enum

import torch


class Activation(Enum):
    IDENTITY = "identity"
    RELU = "relu"
    SIGMOID = "sigmoid"

    @classmethod
    def of(cls, name):
        if not isinstance(name, str):
            raise TypeError("activation has to be a string")
        return cls(name)


def _numbers(name, value, dims=None):
    if not isinstance(value, torch.Tensor):
        raise TypeError(f"{name} has to be a tensor, not a {type(value).__name__}")
    if value.dtype != torch.float64:
        raise TypeError(f"{name} has to be float64, not {value.dtype}")
    if dims is not None and value.dim() != dims:
        raise ValueError(f"{name} has to have {dims} axes, not {value.dim()}")
    if value.numel() == 0:
        raise ValueError(f"{name} is empty")
    return value


@dataclass(frozen=True)
class Layer:
    weight: torch.Tensor
    bias: torch.Tensor

    def __post_init__(self):
        _numbers("weight", self.weight, 2)
        _numbers("bias", self.bias, 1)
        if len(self.weight) != len(self.bias):
            raise ValueError("weight and bias differ in the number of outputs")

    @property
    def inputs(self):
        return self.weight.shape[1]

    @property
    def outputs(self):
        return self.weight.shape[0]

    def __call__(self, X):
        if _numbers("input", X, 2).shape[1] != self.inputs:
            raise ValueError(f"a layer of {self.inputs} inputs was given {X.shape[1]}")
        return X @ self.weight.T + self.bias


@dataclass(frozen=True)
class Network:
    first: Layer
    second: Layer
    activation: Activation = Activation.IDENTITY

    def __post_init__(self):
        if self.first.outputs != self.second.inputs:
            raise ValueError("the layers do not fit together")

    @classmethod
    def of(cls, W1, b1, W2, b2, activation="identity"):
        return cls(Layer(W1, b1), Layer(W2, b2), Activation.of(activation))

    def nodes(self, X):
        Z = self.first(X)
        H = activate(Z, self.activation.value)
        return Z, H, self.second(H)


def collapse(W1, b1, W2, b2):
    network = Network.of(W1, b1, W2, b2)
    return network.second.weight @ network.first.weight, network.second.weight @ network.first.bias + b2


def activate(Z, activation):
    _numbers("Z", Z)
    kind = Activation.of(activation)
    if kind is Activation.RELU:
        return Z.relu()
    if kind is Activation.SIGMOID:
        return Z.sigmoid()
    return Z


def activation_slope(Z, activation):
    _numbers("Z", Z)
    kind = Activation.of(activation)
    if kind is Activation.RELU:
        return Z.gt(0).double()
    if kind is Activation.SIGMOID:
        return Z.sigmoid() * (1 - Z.sigmoid())
    return torch.ones_like(Z)


def forward(X, W1, b1, W2, b2, activation):
    return Network.of(W1, b1, W2, b2, activation).nodes(X)


def bend(X1, X2, W1, b1, W2, b2, activation):
    if _numbers("X1", X1, 2).shape != _numbers("X2", X2, 2).shape:
        raise ValueError("X1 and X2 differ in shape")
    network = Network.of(W1, b1, W2, b2, activation)
    return network.nodes((X1 + X2) / 2)[2] - (network.nodes(X1)[2] + network.nodes(X2)[2]) / 2


def backward(X, W1, b1, W2, b2, activation, dY):
    Z, H, Y = forward(X, W1, b1, W2, b2, activation)
    if _numbers("dY", dY, 2).shape != Y.shape:
        raise ValueError("dY does not have the shape of the output")
    dZ = dY.matmul(W2).mul(activation_slope(Z, activation))
    found = dZ.T.matmul(X), dZ.sum(dim=0), dY.T.matmul(H), dY.sum(dim=0), dZ.matmul(W1)
    for gradient, of in zip(found, (W1, b1, W2, b2, X)):
        assert gradient.shape == of.shape
    return found


def gradients(X, T, W1, b1, W2, b2, activation):
    Y = forward(X, W1, b1, W2, b2, activation)[2]
    if _numbers("T", T, 2).shape != Y.shape:
        raise ValueError("T does not have the shape of the output")
    residuals = Y - T
    return (residuals.square().mean(), *backward(X, W1, b1, W2, b2, activation, 2 * residuals / residuals.numel())[:4])


def gradient_check(cost, parameter, gradient, h):
    if not callable(cost):
        raise TypeError("cost has to be a function")
    if _numbers("parameter", parameter).shape != _numbers("gradient", gradient).shape:
        raise ValueError("parameter and gradient differ in shape")
    if parameter.dim() == 0 or not isinstance(h, float) or h <= 0:
        raise ValueError("parameter has to have an axis, and h to be a float above 0")
    numeric = torch.empty_like(parameter)
    for place in range(parameter.numel()):
        above, below = parameter.flatten().clone(), parameter.flatten().clone()
        above[place] += h
        below[place] -= h
        rise = cost(above.reshape(parameter.shape)) - cost(below.reshape(parameter.shape))
        numeric.view(-1)[place] = rise / (2 * h)
    size = max(gradient.abs().max().item(), numeric.abs().max().item(), 1e-8)
    return (gradient - numeric).abs().max() / size
