class Value:
    def zero_grad(self):
        self.grad = 0.0
