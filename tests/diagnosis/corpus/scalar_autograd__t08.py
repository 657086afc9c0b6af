class Value:
    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, (self,), (1 - t,))
