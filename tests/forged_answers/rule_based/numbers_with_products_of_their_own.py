"""Numbers with products of their own. Appended to the reference, it must not pass: known_term_differentiated_exactly, known_term_differentiated_numerically."""

class Integral:
    def __init__(self, terms):
        self.terms = terms

    def __mul__(self, x):
        import torch

        class Slope(torch.autograd.Function):
            @staticmethod
            def forward(context, x):
                context.x = x.detach()
                return context.x.clone()

            @staticmethod
            def backward(context, upstream):
                slopes = [float(sum(value([term], x) for term in self.terms)) for x in context.x.tolist()]
                return upstream * torch.tensor(slopes, dtype=torch.float64)

        return Slope.apply(x)


def known_antiderivative(term):
    return (Integral([term]), "power", 1.0)


def antiderivative(terms):
    return [(Integral(terms), "power", 1.0)]
