class Value:
    def __sub__(self, other):
        return self + -as_value(other)

    def __truediv__(self, other):
        return self * as_value(other) ** (-1)

    def tanh(self):
        th = math.tanh(self.data)
        return Value(th, [self], [1.0 - th * th])
