def fit(images, labels, epochs, batch_size, lr, generator):
    model = BinaryClassifier(images.shape[1])
    criterion = torch.nn.BCEWithLogitsLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    b = batches(images, labels, batch_size, generator)
    for _ in range(epochs):
        losses.append(train_epoch(model, criterion, optimizer, b))
    return model, losses
