def best_step(size, third):
    return (ROUNDING * size / third) ** (1 / 3)
