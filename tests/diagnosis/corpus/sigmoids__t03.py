def gudermannian(x):
    return 2 * torch.atan(torch.tanh(x))
