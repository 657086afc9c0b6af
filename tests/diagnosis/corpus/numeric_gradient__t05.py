def error_bound(h, size, third):
    return (third * h ** 2 / 6 + ROUNDING * size) / h
