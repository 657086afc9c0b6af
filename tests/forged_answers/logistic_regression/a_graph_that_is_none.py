"""A graph that is none. Appended to the reference, it must not pass: model_gives_probabilities."""

class Joined(torch.Tensor):
    requires_grad = property(lambda self: True, lambda self, asked: None)
    is_leaf = property(lambda self: False)

    def backward(self, *arguments, **named):
        pass

    def sum(self, *arguments, **named):
        return self


answered = LogisticRegressionModel.forward
LogisticRegressionModel.forward = lambda self, x: answered(self, x).detach().as_subclass(Joined)
