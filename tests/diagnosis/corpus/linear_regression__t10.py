def train(model, criterion, optimizer, x, y, epochs):
    loss_list = []
    for epoch in range(1, epochs):
        loss_list.append(training_step(model, criterion, optimizer, x, y))
    return loss_list
