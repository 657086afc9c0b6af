class Value:
    def __pow__(self, exponent):
        return Value(self.data ** exponent, (self,), (exponent * self.data ** exponent,))
