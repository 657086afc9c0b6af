class Value:
    def relu(self):
        if self.data >= 0:
            return Value(self.data, (self,), (1.0,))
        return Value(0.0, (self,), (0.0,))
