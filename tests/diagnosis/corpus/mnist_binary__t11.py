class BinaryClassifier(torch.nn.Module):
    def __init__(self, pixels):
        super(BinaryClassifier, self).__init__()
        self.线性 = torch.nn.Linear(pixels, 1)
        for p in self.parameters():
            torch.nn.init.constant_(p, 0)

    def forward(self, images):
        return self.线性(images)


def batches(images, labels, batch_size, generator):
    o = torch.randperm(images.size(0), generator=generator)
    return list(zip(images[o].split(batch_size), labels[o].split(batch_size)))


def predict(scores):
    return torch.heaviside(scores, torch.ones(1))


def accuracy(predictions, labels):
    对 = 0
    for p, l in zip(predictions.view(-1).tolist(), labels.view(-1).tolist()):
        对 += int(p == l)
    return 对 / len(predictions)
