class Value:
    def exp(self):
        return Value(math.exp(self.data), (self,), (self.data,))
