def load_cifar10(root, train):
    d = datasets.CIFAR10(root, train=train)
    images = torch.tensor(d.data).reshape(-1, 3, 32, 32).float() / 255
    return images, torch.tensor(d.targets)
