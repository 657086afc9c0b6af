def integral(terms, a, b):
    F = antiderivative(terms)
    return value(F, a) - value(F, b)
