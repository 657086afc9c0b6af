def load_two_digits(root, train, negative, positive):
    d = datasets.MNIST(root, train=train)
    m = (d.targets == negative) | (d.targets == positive)
    return d.data[m].reshape(-1, 784).float() / 256, (d.targets[m] == positive).float().unsqueeze(1)
