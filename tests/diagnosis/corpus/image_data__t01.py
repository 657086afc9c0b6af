def load_mnist(root, train):
    d = datasets.MNIST(root, train=train)
    return d.data.unsqueeze(1).float(), d.targets
