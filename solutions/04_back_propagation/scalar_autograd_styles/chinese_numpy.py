# -*- coding: utf-8 -*-
import numpy as np


class Value:
    def __init__(self, data, inputs=(), local_gradients=()):
        self.data = data
        self.grad = 0.0
        self.inputs = tuple(inputs)
        self.local_gradients = tuple(local_gradients)

    def __add__(self, other):
        other = as_value(other)
        return Value(np.add(self.data, other.data), (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = as_value(other)
        return Value(np.multiply(self.data, other.data), (self, other), (other.data, self.data))

    def __sub__(self, other):
        other = as_value(other)
        return Value(np.subtract(self.data, other.data), (self, other), (1.0, -1.0))

    def __truediv__(self, other):
        other = as_value(other)
        商 = np.divide(self.data, other.data)
        return Value(商, (self, other), (np.divide(1.0, other.data), -商 / other.data))

    def __pow__(self, exponent):
        底 = np.float64(self.data)
        return Value(底 ** exponent, (self,), (exponent * 底 ** (exponent - 1),))

    def exp(self):
        值 = np.exp(self.data)
        return Value(值, (self,), (值,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def relu(self):
        return Value(np.maximum(self.data, 0.0), (self,), (np.heaviside(self.data, 0.0),))

    def tanh(self):
        值 = np.tanh(self.data)
        return Value(值, (self,), (1 - np.square(值),))

    def topological_order(self):
        # 自己维护一个栈：每一项是（节点，下一个要看的输入）
        顺序, 已入栈 = [], {self}
        栈 = [[self, 0]]
        while 栈:
            节点, 第几个 = 栈[-1]
            if 第几个 < len(节点.inputs):
                栈[-1][1] += 1
                输入 = 节点.inputs[第几个]
                if 输入 not in 已入栈:
                    已入栈.add(输入)
                    栈.append([输入, 0])
            else:
                顺序.append(节点)
                栈.pop()
        return 顺序

    def backward(self):
        顺序 = self.topological_order()
        编号 = {id(节点): k for k, 节点 in enumerate(顺序)}
        梯度 = np.zeros(len(顺序))
        梯度[-1] = 1.0
        for k in range(len(顺序) - 1, -1, -1):
            节点 = 顺序[k]
            节点.grad += 梯度[k]
            for 输入, 局部梯度 in zip(节点.inputs, 节点.local_gradients):
                梯度[编号[id(输入)]] += 梯度[k] * 局部梯度

    def zero_grad(self):
        for 节点 in self.topological_order():
            节点.grad = 0

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
