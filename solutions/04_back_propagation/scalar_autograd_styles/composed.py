# 只写最少的基本运算，其余的都拼出来
import math


class Value:
    def __init__(self, data, inputs=(), local_gradients=()):
        self.data = data
        self.grad = 0.0
        self.inputs = tuple(inputs)
        self.local_gradients = tuple(local_gradients)

    def _map(self, f, slope):
        return Value(f(self.data), [self], [slope(self.data)])

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, [self, other], [1, 1])

    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, [self, other], [other.data, self.data])

    def __sub__(self, other):
        return -(as_value(other) + -self)

    def __truediv__(self, other):
        return as_value(other)._map(lambda v: 1 / v, lambda v: -1 / v / v) * self

    def __pow__(self, exponent):
        return self._map(lambda v: v**exponent, lambda v: v ** (exponent - 1) * exponent)

    def exp(self):
        return self._map(math.exp, math.exp)

    def log(self):
        return self._map(math.log, lambda v: 1 / v)

    def relu(self):
        return self * (self.data > 0)

    def tanh(self):
        return self._map(lambda v: math.sinh(v) / math.cosh(v), lambda v: math.cosh(v) ** -2)

    def topological_order(self):
        # 输入总是先于结果被创建……但图也可能是直接搭的，所以按“最长距离”排序
        users = {self: 0}
        stack = [self]
        while stack:
            for one in stack.pop().inputs:
                if one not in users:
                    users[one] = 0
                    stack.append(one)
                users[one] += 1
        ready, order = [self], []
        while ready:
            node = ready.pop()
            order.insert(0, node)
            for one in node.inputs:
                users[one] -= 1
                if not users[one]:
                    ready.append(one)
        return order

    def backward(self):
        order = self.topological_order()
        place = {node: k for k, node in enumerate(order)}
        grads = [0.0] * len(order)
        grads[-1] = 1.0
        for k in reversed(range(len(order))):
            for one, slope in zip(order[k].inputs, order[k].local_gradients):
                grads[place[one]] += slope * grads[k]
        for node, g in zip(order, grads):
            node.grad += g

    def zero_grad(self):
        seen, level = set(), {self}
        while level:
            seen |= level
            level = {one for node in level for one in node.inputs} - seen
        for node in seen:
            node.grad *= 0.0

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


if __name__ == "__main__":
    x = Value(3.0)
    z = x * x + x
    z.backward()
    print(x.grad)
