def features(xs, degree):
    cols = [torch.ones_like(xs)]
    for _ in range(degree):
        cols.append(cols[-1] * xs)
    return torch.column_stack(cols)


def predict(xs, coefficients):
    结果 = torch.zeros_like(xs)
    for c in reversed(list(coefficients)):
        结果 = 结果 * xs + c
    return 结果
