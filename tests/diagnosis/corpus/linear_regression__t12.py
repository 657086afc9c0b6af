def train_in_random_order(model, criterion, optimizer, x, y, epochs, batch_size):
    history = []
    n = len(x)
    for _ in range(epochs):
        x = x[torch.randperm(n)]
        y = y[torch.randperm(n)]
        for i in range(0, n, batch_size):
            training_step(model, criterion, optimizer, x[i:i + batch_size], y[i:i + batch_size])
        with torch.no_grad():
            history.append(criterion(model(x), y).item())
    return history
