def train_in_random_order(model, criterion, optimizer, x, y, epochs, batch_size):
    losses = []
    for _ in range(epochs):
        p = torch.randperm(len(x))
        for k in range(len(x) // batch_size):
            i = p[k * batch_size:(k + 1) * batch_size]
            training_step(model, criterion, optimizer, x[i], y[i])
        losses.append(float(criterion(model(x), y).detach()))
    return losses
