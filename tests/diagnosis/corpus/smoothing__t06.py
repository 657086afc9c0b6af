def largest_learning_rate(curvature):
    return 1 / curvature
