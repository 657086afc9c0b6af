class Value:
    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))
