def compare(model, criterion, lrs, x, y, epochs):
    net = copy.deepcopy(model)
    return {name: train(net, criterion, name, lr, x, y, epochs) for name, lr in lrs.items()}
