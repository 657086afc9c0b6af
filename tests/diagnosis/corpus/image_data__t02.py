def load_mnist(root, train):
    数据 = datasets.MNIST(root, train=train)
    return 数据.data.float() / 255, 数据.targets.long()
