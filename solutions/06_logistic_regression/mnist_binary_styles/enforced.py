"""Every precondition of the texts is enforced: what they do not allow raises an error."""

import torch
from torch import nn
from torchvision import datasets


def require(condition, message):
    if not condition:
        raise ValueError(message)


def checked_images(images):
    if not isinstance(images, torch.Tensor) or images.dtype != torch.float32:
        raise TypeError("images should be a float32 tensor")
    require(images.dim() == 2, f"images should have shape (N, pixels), not {tuple(images.shape)}")
    return images


def checked_labels(labels, count):
    if not isinstance(labels, torch.Tensor) or labels.dtype != torch.float32:
        raise TypeError("labels should be a float32 tensor")
    require(labels.shape == (count, 1), f"labels should have shape ({count}, 1), not {tuple(labels.shape)}")
    require(set(labels.flatten().tolist()) <= {0.0, 1.0}, "labels should be 0.0 or 1.0")
    return labels


def load_two_digits(root, train, negative, positive):
    if type(root) is not str or type(train) is not bool:
        raise TypeError("root is a string, train is True or False")
    for digit in (negative, positive):
        if type(digit) is not int:
            raise TypeError("a digit is an int")
        require(0 <= digit <= 9, "a digit is from 0 to 9")
    require(negative != positive, "the two digits are the same")
    mnist = datasets.MNIST(root, train=train)
    rows = [i for i, digit in enumerate(mnist.targets.tolist()) if digit in (negative, positive)]
    images = mnist.data[rows].view(len(rows), 28 * 28).float() / 255
    labels = (mnist.targets[rows] == positive).view(len(rows), 1).float()
    return checked_images(images), checked_labels(labels, len(rows))


class BinaryClassifier(nn.Module):
    def __init__(self, pixels):
        super().__init__()
        if type(pixels) is not int:
            raise TypeError("pixels should be an int")
        require(pixels >= 1, "pixels should be at least 1")
        self.pixels = pixels
        self.linear = nn.Linear(pixels, 1)
        with torch.no_grad():
            for parameter in self.linear.parameters():
                parameter.zero_()

    def forward(self, images):
        require(checked_images(images).shape[1] == self.pixels, f"each image should have {self.pixels} pixels")
        return self.linear(images)


def batches(images, labels, batch_size, generator):
    checked_labels(labels, len(checked_images(images)))
    if type(batch_size) is not int or not isinstance(generator, torch.Generator):
        raise TypeError("batch_size should be an int, generator a torch.Generator")
    require(batch_size >= 1, "batch_size should be at least 1")
    order = torch.randperm(len(images), generator=generator)
    starts = range(0, len(images), batch_size)
    return [(images[order[i : i + batch_size]], labels[order[i : i + batch_size]]) for i in starts]


def train_epoch(model, criterion, optimizer, epoch_batches):
    if not isinstance(model, nn.Module) or not isinstance(epoch_batches, list):
        raise TypeError("model should be a module, epoch_batches a list")
    require(epoch_batches, "an epoch has at least one batch")
    counted = []
    for images, labels in epoch_batches:
        checked_labels(labels, len(checked_images(images)))
        scores = model(images)
        require(scores.shape == labels.shape, "scores and labels differ in shape")
        loss = criterion(scores, labels)
        counted.append((len(labels), loss.item()))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return sum(n * loss for n, loss in counted) / sum(n for n, _ in counted)


def fit(images, labels, epochs, batch_size, lr, generator):
    checked_labels(labels, len(checked_images(images)))
    if type(epochs) is not int or type(lr) is not float:
        raise TypeError("epochs should be an int, lr a float")
    require(epochs >= 0, "epochs should be 0 or more")
    model = BinaryClassifier(images.shape[1])
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    criterion = nn.BCEWithLogitsLoss()
    losses = []
    for _ in range(epochs):
        losses.append(train_epoch(model, criterion, optimizer, batches(images, labels, batch_size, generator)))
    return model, losses


def predict(scores):
    if scores.dtype != torch.float32:
        raise TypeError("scores should be float32")
    require(scores.dim() == 2 and scores.shape[1] == 1, "scores should have shape (N, 1)")
    return scores.ge(0).to(torch.int64)


def accuracy(predictions, labels):
    count = len(predictions)
    require(count >= 1, "there is nothing to count")
    require(predictions.shape == (count, 1), "predictions should have shape (N, 1)")
    require(labels.shape in ((count, 1), (count,)), "labels should have shape (N, 1) or (N,)")
    for values in (predictions, labels):
        require(set(values.flatten().tolist()) <= {0, 1}, "only 0 and 1 are classes")
    right = [int(p) == int(y) for p, y in zip(predictions.flatten(), labels.flatten())]
    return sum(right) / count
