class Value:
    def backward(self):
        self.grad = 1.0
        for node in reversed(self.topological_order()):
            for v, g in zip(node.inputs, node.local_gradients):
                v.grad = node.grad * g
