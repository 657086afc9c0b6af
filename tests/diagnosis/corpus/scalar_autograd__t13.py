class Value:
    def __pow__(self, exponent):
        return Value(self.data ** exponent, (self,), (self.data ** (exponent - 1),))

    def __truediv__(self, other):
        return self * as_value(other) ** -1
