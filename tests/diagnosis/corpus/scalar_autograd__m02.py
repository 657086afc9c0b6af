class Value:
    def __pow__(self, exponent):
        n = exponent
        return Value(self.data ** n, (self,), ((n + 1) * self.data ** (n - 2),))
