import torch
import torchvision
import torchvision.transforms as transforms


def to_tensors(dataset):
    images = []
    labels = []
    for image, label in dataset:
        images.append(image)
        labels.append(label)
    return torch.stack(images), torch.tensor(labels)


def load_mnist(root, train):
    return to_tensors(torchvision.datasets.MNIST(root=root, train=train, download=False, transform=transforms.ToTensor()))


def load_cifar10(root, train):
    return to_tensors(torchvision.datasets.CIFAR10(root=root, train=train, download=False, transform=transforms.ToTensor()))


def class_counts(labels, classes):
    counts = [0] * classes
    for label in labels:
        counts[label] += 1
    return counts


def class_shares(labels, classes):
    return [count / len(labels) for count in class_counts(labels, classes)]


def two_classes(images, labels, negative, positive):
    new_images, new_labels = [], []
    for image, label in zip(images, labels):
        if label == negative:
            new_images.append(image)
            new_labels.append(0)
        elif label == positive:
            new_images.append(image)
            new_labels.append(1)
    return torch.stack(new_images), torch.tensor(new_labels)


def most_likely(probabilities):
    result = []
    for row in probabilities:
        best = 0
        for c in range(len(row)):
            if row[c] > row[best]:
                best = c
        result.append(best)
    return result
