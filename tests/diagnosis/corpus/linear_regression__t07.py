def make_optimizer(model, lr):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    return optimizer
