# single precision, as on a graphics card
from numpy import exp, float32, log, square, tanh


class Value:
    def __init__(self, data, inputs=(), local_gradients=()):
        self.data = data
        self.grad = 0.0
        self.inputs = tuple(inputs)
        self.local_gradients = tuple(local_gradients)

    def __add__(self, other):
        other = as_value(other)
        return Value(float32(self.data) + float32(other.data), (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = as_value(other)
        return Value(float32(self.data) * float32(other.data), (self, other), (float32(other.data), float32(self.data)))

    def __sub__(self, other):
        other = as_value(other)
        return Value(float32(self.data) - float32(other.data), (self, other), (1.0, -1.0))

    def __truediv__(self, other):
        other = as_value(other)
        quotient = float32(self.data) / float32(other.data)
        return Value(quotient, (self, other), (1 / float32(other.data), -quotient / float32(other.data)))

    def __pow__(self, exponent):
        return Value(float32(self.data**exponent), (self,), (float32(exponent * self.data ** (exponent - 1)),))

    def exp(self):
        result = exp(float32(self.data))
        return Value(result, (self,), (result,))

    def log(self):
        return Value(log(float32(self.data)), (self,), (1 / float32(self.data),))

    def relu(self):
        above = self.data > 0
        return Value(self.data if above else 0.0, (self,), (1.0 if above else 0.0,))

    def tanh(self):
        t = tanh(float32(self.data))
        return Value(t, (self,), (1 - square(t),))

    def topological_order(self):
        order, waiting = ({}, [(self, False)])
        while waiting:
            node, inputs_done = waiting.pop()
            if inputs_done:
                order[node] = True
            elif node not in order:
                waiting.append((node, True))
                waiting.extend(((one, False) for one in node.inputs))
        return list(order)

    def backward(self):
        order = self.topological_order()
        arrived = dict.fromkeys(order, float32(0.0))
        arrived[self] = float32(1.0)
        for node in reversed(order):
            node.grad += arrived[node]
            for one, local in zip(node.inputs, node.local_gradients):
                arrived[one] += arrived[node] * float32(local)

    def zero_grad(self):
        for node in self.topological_order():
            node.grad = 0.0

    def __neg__(self):
        return self * -1.0

    def __radd__(self, other):
        return as_value(other) + self

    def __rmul__(self, other):
        return as_value(other) * self

    def __rsub__(self, other):
        return as_value(other) - self

    def __rtruediv__(self, other):
        return as_value(other) / self

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"


def as_value(number):
    return number if isinstance(number, Value) else Value(number)
