import torch
import torchvision
from torchvision import transforms


def load_two_digits(root, train, negative, positive):
    dataset = torchvision.datasets.MNIST(root, train=train, transform=transforms.ToTensor())
    images, labels = [], []
    for image, label in dataset:
        if label in (negative, positive):
            images.append(image.view(784))
            labels.append([1.0 if label == positive else 0.0])
    return torch.stack(images), torch.tensor(labels)


class BinaryClassifier(torch.nn.Module):
    def __init__(self, pixels):
        super(BinaryClassifier, self).__init__()
        self.linear = torch.nn.Linear(pixels, 1)
        self.linear.weight.data.fill_(0)
        self.linear.bias.data.fill_(0)

    def forward(self, images):
        return self.linear(images)


def batches(images, labels, batch_size, generator):
    n = len(images)
    order = torch.randperm(n, generator=generator)
    result = []
    for start in range(0, n, batch_size):
        index = order[start:start + batch_size]
        result.append((images[index], labels[index]))
    return result


def train_epoch(model, criterion, optimizer, epoch_batches):
    running = 0.0
    n = 0
    for i, data in enumerate(epoch_batches, 0):
        inputs, target = data
        optimizer.zero_grad()
        outputs = model(inputs)
        loss = criterion(outputs, target)
        loss.backward()
        optimizer.step()
        running += loss.item() * inputs.size(0)
        n += inputs.size(0)
    return running / n


def fit(images, labels, epochs, batch_size, lr, generator):
    model = BinaryClassifier(images.size(1))
    criterion = torch.nn.BCEWithLogitsLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for epoch in range(epochs):
        loss = train_epoch(model, criterion, optimizer, batches(images, labels, batch_size, generator))
        print(epoch, loss)
        losses.append(loss)
    return model, losses


def predict(scores):
    result = []
    for score in scores:
        if torch.sigmoid(score) >= 0.5:
            result.append([1])
        else:
            result.append([0])
    return torch.tensor(result)


def accuracy(predictions, labels):
    correct = 0
    for p, y in zip(predictions, labels):
        if p == y:
            correct += 1
    return correct / len(labels)
