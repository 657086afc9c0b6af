import torch
from torchvision import datasets, transforms


def load_mnist(root, train):
    mnist = datasets.MNIST(root, train=train)
    to_tensor = transforms.ToTensor()
    return torch.stack([to_tensor(image) for image, _ in mnist]), torch.tensor([label for _, label in mnist])


def load_cifar10(root, train):
    cifar = datasets.CIFAR10(root, train=train)
    images = torch.einsum("nhwc->nchw", torch.from_numpy(cifar.data).float()) * (1 / 255)
    return images, torch.tensor(cifar.targets, dtype=torch.long)


def class_counts(labels, classes):
    # a table of N x C comparisons
    return (labels[:, None] == torch.arange(classes)).sum(dim=0)


def class_shares(labels, classes):
    return torch.zeros(classes).index_add_(0, labels, torch.full((len(labels),), 1 / len(labels)))


def two_classes(images, labels, negative, positive):
    # the product is 0 for the two classes and for no other
    i = ((labels - negative) * (labels - positive) == 0).nonzero().flatten()
    return images[i], labels[i].eq(positive)


def most_likely(probabilities):
    return probabilities.argsort(dim=1)[:, -1]


if __name__ == "__main__":
    images, labels = load_mnist("data", True)
    print(class_counts(labels, 10))
