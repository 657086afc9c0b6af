class Value:
    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (1.0, 1.0))

    def log(self):
        return Value(math.log(self.data), (self,), (self.data,))
