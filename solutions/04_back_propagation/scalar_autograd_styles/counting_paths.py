# Kahn's algorithm: a node is ready when everything that uses it is done.
import math
from collections import Counter, deque


class Value:
    def __init__(self, data, inputs=(), local_gradients=()):
        self.data = data
        self.grad = 0.0
        self.inputs = tuple(inputs)
        self.local_gradients = tuple(local_gradients)

    def __add__(self, other):
        return Value(self.data + as_value(other).data, (self, as_value(other)), (1.0, 1.0))

    def __mul__(self, other):
        o = as_value(other)
        return Value(self.data * o.data, (self, o), (o.data, self.data))

    def __sub__(self, other):
        return self + as_value(other) * -1

    def __truediv__(self, other):
        o = as_value(other)
        return Value(self.data / o.data, (self, o), (1.0 / o.data, -self.data / (o.data * o.data)))

    def __pow__(self, exponent):
        if exponent == 1:
            return Value(self.data, (self,), (1.0,))
        return Value(math.pow(self.data, exponent), (self,), (exponent * math.pow(self.data, exponent - 1),))

    def exp(self):
        out = Value(math.e ** self.data, (self,))
        out.local_gradients = (out.data,)
        return out

    def log(self):
        return Value(math.log(self.data), (self,), (1.0 / self.data,))

    def relu(self):
        if self.data > 0:
            return Value(self.data, (self,), (1.0,))
        return Value(0.0, (self,), (0.0,))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, (self,), ((1 - t) * (1 + t),))

    def uses(self):
        counts, stack, seen = Counter(), [self], {id(self)}
        while stack:
            node = stack.pop()
            for one in node.inputs:
                counts[id(one)] += 1
                if id(one) not in seen:
                    seen.add(id(one))
                    stack.append(one)
        return counts

    def topological_order(self):
        counts, ready, order = self.uses(), deque([self]), []
        while ready:
            node = ready.popleft()
            order.append(node)
            for one in node.inputs:
                counts[id(one)] -= 1
                if counts[id(one)] == 0:
                    ready.append(one)
        order.reverse()
        return order

    def backward(self):
        arrived = {id(self): 1.0}
        for node in self.topological_order()[::-1]:
            up = arrived[id(node)]
            node.grad = node.grad + up
            for i in range(len(node.inputs)):
                key = id(node.inputs[i])
                arrived[key] = arrived.get(key, 0.0) + up * node.local_gradients[i]

    def zero_grad(self):
        stack, seen = [self], {self}
        while stack:
            node = stack.pop()
            node.grad = 0.0
            for one in node.inputs:
                if one not in seen:
                    seen.add(one)
                    stack.append(one)

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
