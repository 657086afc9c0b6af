def compare(model, criterion, lrs, x, y, epochs):
    out = {}
    rates = [lrs[n] for n in sorted(lrs)]
    for name, lr in zip(lrs, rates):
        out[name] = train(copy.deepcopy(model), criterion, name, lr, x, y, epochs)
    return out
