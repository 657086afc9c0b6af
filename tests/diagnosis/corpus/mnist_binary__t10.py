def train_epoch(model, criterion, optimizer, epoch_batches):
    s, n = 0.0, 0
    for x, y in epoch_batches:
        optimizer.zero_grad()
        criterion(model(x), y).backward()
        optimizer.step()
        s += criterion(model(x), y).item() * len(x)
        n += len(x)
    return s / n


def fit(images, labels, epochs, batch_size, lr, generator):
    net = BinaryClassifier(images.shape[1])
    crit, opt = torch.nn.BCEWithLogitsLoss(), torch.optim.SGD(net.parameters(), lr=lr)
    losses = [train_epoch(net, crit, opt, batches(images, labels, batch_size, generator)) for _ in range(epochs)]
    return net, losses
