import torch, torchvision


def load_mnist(root, train):
    d = torchvision.datasets.MNIST(root, train)
    x = d.data / 255.0
    x = x[:, None, :, :]
    return x, d.targets


def load_cifar10(root, train):
    d = torchvision.datasets.CIFAR10(root, train)
    colours = [torch.tensor(d.data[..., c]) / 255.0 for c in range(3)]
    return torch.stack(colours, dim=1), torch.tensor(d.targets)


def class_counts(labels, classes):
    labels = labels.tolist()
    return [labels.count(c) for c in range(classes)]


def class_shares(labels, classes):
    n = len(labels)
    return [c / n for c in class_counts(labels, classes)]


def two_classes(images, labels, negative, positive):
    pairs = [(x, int(y) == positive) for x, y in zip(images, labels) if int(y) in {negative, positive}]
    return torch.stack([x for x, _ in pairs]), [y for _, y in pairs]


def most_likely(probabilities):
    rows = probabilities.tolist()
    return [max(range(len(row)), key=row.__getitem__) for row in rows]
