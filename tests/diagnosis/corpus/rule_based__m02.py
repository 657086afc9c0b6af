def integral(terms, a, b):
    F = antiderivative(terms)
    return value(terms, b) - value(terms, a)
