def two_classes(images, labels, negative, positive):
    a, b = images[labels == negative], images[labels == positive]
    return torch.cat([a, b]), torch.cat([torch.zeros(len(a)), torch.ones(len(b))])
