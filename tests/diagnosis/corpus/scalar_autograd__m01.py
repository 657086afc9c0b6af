class Value:
    def backward(self):
        order = self.topological_order()
        own = {id(v): 0.0 for v in order}
        own[id(self)] = 1.0
        for v in order:
            for i, g in zip(v.inputs, v.local_gradients):
                own[id(i)] += own[id(v)] * g
        for v in order:
            v.grad += own[id(v)]
