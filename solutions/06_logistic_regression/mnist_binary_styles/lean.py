import torch
from torch import nn, optim
from torchvision.datasets import MNIST


def load_two_digits(root, train, negative, positive):
    data = MNIST(root, train)
    index = torch.isin(data.targets, torch.tensor([negative, positive])).nonzero().squeeze(1)
    return data.data[index].flatten(1).float().div_(255), data.targets[index, None].eq(positive).float()


class BinaryClassifier(nn.Module):
    def __init__(self, pixels):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(pixels, 1))
        self.bias = nn.Parameter(torch.zeros(()))

    def forward(self, images):
        return images @ self.weight + self.bias


def batches(images, labels, batch_size, generator):
    order = torch.randperm(images.shape[0], generator=generator)
    images, labels = images[order], labels[order]
    return list(zip(images.split(batch_size), labels.split(batch_size)))


def train_epoch(model, criterion, optimizer, epoch_batches):
    losses, sizes = [], []
    for x, y in epoch_batches:
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.detach())
        sizes.append(float(len(y)))
    sizes = torch.tensor(sizes)
    return (torch.stack(losses) @ sizes / sizes.sum()).item()


def fit(images, labels, epochs, batch_size, lr, generator):
    model = BinaryClassifier(images.shape[-1])
    sgd = optim.SGD(model.parameters(), lr)
    bce = nn.BCEWithLogitsLoss()
    return model, [train_epoch(model, bce, sgd, batches(images, labels, batch_size, generator)) for _ in range(epochs)]


def predict(scores):
    return scores >= 0


def accuracy(predictions, labels):
    return torch.mean((predictions.view(-1) == labels.view(-1)).double())
