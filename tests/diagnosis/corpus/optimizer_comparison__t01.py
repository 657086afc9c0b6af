def optimizer_by_name(name, model, lr):
    return getattr(torch.optim, name)(model.parameters(), lr=lr)
