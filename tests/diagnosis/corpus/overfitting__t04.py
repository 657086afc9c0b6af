def cost(xs, ys, coefficients):
    return torch.sqrt(torch.mean((predict(xs, coefficients) - ys) ** 2))
