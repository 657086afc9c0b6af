def training_step(model, criterion, optimizer, x, y):
    loss = criterion(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()


def train(model, criterion, optimizer, x, y, epochs):
    return [training_step(model, criterion, optimizer, x, y) for _ in range(epochs)]
