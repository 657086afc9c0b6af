class Value:
    def topological_order(self):
        order = []
        for v in self.inputs:
            order += v.topological_order()
        return order + [self]
