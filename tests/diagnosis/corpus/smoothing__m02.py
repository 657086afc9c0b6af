def error_factor(lr, curvature):
    return (1 - lr) * curvature
