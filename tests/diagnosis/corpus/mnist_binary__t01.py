def load_two_digits(root, train, negative, positive):
    d = datasets.MNIST(root, train=train)
    mask = (d.targets == negative) | (d.targets == positive)
    images = d.data[mask].float().view(-1, 784) / 255
    return images, d.targets[mask].float().view(-1, 1)
