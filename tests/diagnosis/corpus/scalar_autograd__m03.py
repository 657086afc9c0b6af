class Value:
    def log(self):
        return Value(math.log10(self.data), (self,), (1 / self.data,))
