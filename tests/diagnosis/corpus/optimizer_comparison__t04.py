def train(model, criterion, name, lr, x, y, epochs):
    history = []
    for epoch in range(epochs):
        optimizer = optimizer_by_name(name, model, lr)
        history.append(closure_step(model, criterion, optimizer, x, y))
    return history
