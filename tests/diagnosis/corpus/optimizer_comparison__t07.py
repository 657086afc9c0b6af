def closure_step(model, criterion, optimizer, x, y):
    def closure():
        optimizer.zero_grad()
        l = criterion(model(x), y)
        l.backward()
        return l
    optimizer.step(closure)
    return criterion(model(x), y).item()


def train(model, criterion, name, lr, x, y, epochs):
    opt = optimizer_by_name(name, model, lr)
    return [closure_step(model, criterion, opt, x, y) for _ in range(epochs)]
