"""A small autograd: a number that records how it was computed, and finds derivatives by itself.

A `Value` is one node of a computational graph. It holds its number in `data`, and in `grad` the derivative of the
result with respect to it. Each operation makes a new Value that remembers its inputs and its local gradients, so that
the graph is recorded while the numbers are computed: a dynamic graph. `backward` then walks it from the end. Derive the
local gradients yourself, as the chapter's section "Local gradients" does, and check each with a central difference.

    x = Value(3.0)
    z = x * x + x
    z.data                 12.0
    z.backward()
    x.grad                 7.0

Only Python floats and the `math` module are needed. Nothing here may use torch's autograd, and nothing may depend on
how deep the graph is: it can have 5,000 nodes in a row, and Python allows about 1,000 calls inside one another. That
is judged by itself: what is right on small graphs counts without it.
"""

import math


class Value:
    """A number in a computational graph.

    Attributes:
        data: its number, a float.
        grad: the derivative of a result with respect to it, a float; 0.0 until `backward` is called on that result.
        inputs: the Values that it was computed from, a tuple; empty for a number that was not computed.
        local_gradients: for each of the inputs the derivative of this Value with respect to it, a tuple of floats.
    """

    def __init__(self, data, inputs=(), local_gradients=()):
        """This one is written already. `Value(15.0, (a, b), (5.0, 3.0))` is what a product of a = 3 and b = 5 makes."""
        self.data = data
        self.grad = 0.0
        self.inputs = tuple(inputs)
        self.local_gradients = tuple(local_gradients)

    def __add__(self, other):
        """self + other: a new Value with its data, inputs and local gradients.

        Args:
            other: a Value or a number, an int or a float. `as_value(other)` makes a Value of either.

        By hand: Value(3.0) + Value(5.0) has data 8 and local gradients 1 and 1.
        """
        ### BEGIN SOLUTION
        other = as_value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))
        ### END SOLUTION

    def __mul__(self, other):
        """self * other, a new Value.

        Args:
            other: a Value or a number.

        By hand: Value(3.0) * Value(5.0) has data 15 and local gradients 5 and 3.
        """
        ### BEGIN SOLUTION
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))
        ### END SOLUTION

    def __sub__(self, other):
        """self - other, a new Value. You may also put it together from operations that you have.

        Args:
            other: a Value or a number.

        By hand: for a = Value(3.0) and b = Value(5.0), a - b has data -2; its derivative with respect to a is 1, with
        respect to b -1.
        """
        ### BEGIN SOLUTION
        other = as_value(other)
        return Value(self.data - other.data, (self, other), (1.0, -1.0))
        ### END SOLUTION

    def __truediv__(self, other):
        """self / other, a new Value. You may also put it together from operations that you have.

        Args:
            other: a Value or a number; not 0.

        By hand: for a = Value(3.0) and b = Value(4.0), a / b has data 0.75; its derivative with respect to a is
        0.25, with respect to b -0.1875.
        """
        ### BEGIN SOLUTION
        other = as_value(other)
        quotient = self.data / other.data
        return Value(quotient, (self, other), (1 / other.data, -quotient / other.data))
        ### END SOLUTION

    def __pow__(self, exponent):
        """self ** exponent, a new Value with one input.

        Args:
            exponent: a number, not a Value; an int or a float, which may be negative, 0 or a fraction. The data of self
                is above 0 unless the exponent is an int, and not 0 unless the exponent is 1 or more.

        By hand: Value(3.0) ** 2 has data 9 and the local gradient 6; Value(2.0) ** 3 has 8 and 12.
        """
        ### BEGIN SOLUTION
        return Value(self.data**exponent, (self,), (exponent * self.data ** (exponent - 1),))
        ### END SOLUTION

    def exp(self):
        """The exponential function of self, a new Value.

        By hand: Value(1.0).exp() has data 2.718... and the local gradient 2.718...; Value(0.0).exp() has 1 and 1.
        """
        ### BEGIN SOLUTION
        result = math.exp(self.data)
        return Value(result, (self,), (result,))
        ### END SOLUTION

    def log(self):
        """The natural logarithm of self, a new Value. The data of self is above 0.

        By hand: Value(2.0).log() has data 0.693... and the local gradient 0.5; Value(4.0).log() has 1.386... and 0.25.
        """
        ### BEGIN SOLUTION
        return Value(math.log(self.data), (self,), (1 / self.data,))
        ### END SOLUTION

    def relu(self):
        """The larger one of self and 0, a new Value. At exactly 0, where it has a corner, its local gradient is 0.

        By hand: Value(3.0).relu() has data 3 and the local gradient 1; Value(-2.0).relu() has 0 and 0.
        """
        ### BEGIN SOLUTION
        above = self.data > 0
        return Value(self.data if above else 0.0, (self,), (1.0 if above else 0.0,))
        ### END SOLUTION

    def tanh(self):
        """The hyperbolic tangent of self, a new Value. Its derivative is short when written with its value: derive it.

        By hand: Value(0.5).tanh() has data 0.46211... and the local gradient 0.78644...
        """
        ### BEGIN SOLUTION
        t = math.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))
        ### END SOLUTION

    def topological_order(self):
        """Every node that this one was computed from, and last this one itself: each after all of its inputs.

        Each node is there once, however many paths lead to it. Several orders may be right.

        Returns:
            A list of Values.

        By hand: for x = Value(3.0), q = x * x and z = q + x, z.topological_order() is [x, q, z].
        """
        ### BEGIN SOLUTION
        order, waiting = {}, [(self, False)]
        while waiting:
            node, inputs_done = waiting.pop()
            if inputs_done:
                order[node] = True
            elif node not in order:
                waiting.append((node, True))
                waiting.extend((one, False) for one in node.inputs)
        return list(order)
        ### END SOLUTION

    def backward(self):
        """Add the derivative of self with respect to each node of its graph to the `grad` of that node.

        The derivative of self with respect to itself is 1. From there on the chain rule goes from node to node. A node
        may hand on only after all has arrived at it, along every path. The numbers in `data` and `local_gradients` stay
        as they are.

        What `grad` held before stays in the sum and changes nothing else: after two calls every `grad` of the graph is
        twice what it was after one. So what arrives in this call has to be kept apart until it is complete. It is like
        this in PyTorch, too, which is why gradients are zeroed between two steps of a training.

        What it returns does not count.

        By hand: for x = Value(3.0) and z = x * x + x, z.backward() makes x.grad 7; another one makes it 14.
        """
        ### BEGIN SOLUTION
        order = self.topological_order()
        arrived = dict.fromkeys(order, 0.0)
        arrived[self] = 1.0
        for node in reversed(order):
            node.grad += arrived[node]
            for one, local in zip(node.inputs, node.local_gradients):
                arrived[one] += arrived[node] * local
        ### END SOLUTION

    def zero_grad(self):
        """Set the `grad` of every node of this one's graph, itself included, back to 0.0.

        Values that are no part of its graph keep theirs, and so does every `data`. What it returns does not count.
        """
        ### BEGIN SOLUTION
        for node in self.topological_order():
            node.grad = 0.0
        ### END SOLUTION

    # Written already: a minus sign, and a plain number on the left side of an operator, as in 2 * x.

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
    """A Value as it is, or a plain number as a new Value. Written already."""
    return number if isinstance(number, Value) else Value(number)
