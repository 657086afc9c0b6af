def best_step(size, third):
    return (3 * ROUNDING * size / third) ** 0.5
