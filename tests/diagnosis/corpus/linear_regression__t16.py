def train_in_random_order(model, criterion, optimizer, x, y, epochs, batch_size):
    losses = []
    order = torch.randperm(len(x))
    for _ in range(epochs):
        for start in range(0, len(x), batch_size):
            chosen = order[start:start + batch_size]
            losses.append(training_step(model, criterion, optimizer, x[chosen], y[chosen]))
    return losses
