import numpy as np
import torch
import torch.nn as nn
import torchvision.datasets as dset


def load_two_digits(root, train, negative, positive):
    d = dset.MNIST(root=root, train=train, download=False)
    xs, ys = [], []
    for img, digit in zip(d.data.numpy(), d.targets.numpy()):
        if digit == negative:
            ys.append([0.0])
        elif digit == positive:
            ys.append([1.0])
        else:
            continue
        xs.append(img.ravel() / 255.0)
    return torch.tensor(np.stack(xs), dtype=torch.float32), torch.tensor(ys)


class BinaryClassifier(nn.Module):
    def __init__(self, pixels):
        super(BinaryClassifier, self).__init__()
        self.fc1 = nn.Linear(pixels, 1)
        self.fc1.weight = nn.Parameter(torch.zeros(1, pixels))
        self.fc1.bias = nn.Parameter(torch.zeros(1))

    def forward(self, images):
        # explicit: one score for each image
        rows = [self.fc1(image) for image in images]
        return torch.stack(rows)


def batches(images, labels, batch_size, generator):
    perm = torch.randperm(images.size(0), generator=generator).numpy()
    out = []
    for k in range((len(perm) + batch_size - 1) // batch_size):
        idx = perm[k * batch_size : (k + 1) * batch_size]
        out.append([torch.stack([images[i] for i in idx]), torch.stack([labels[i] for i in idx])])
    return out


def train_epoch(model, criterion, optimizer, epoch_batches):
    per_sample = []
    for x, y in epoch_batches:
        loss = criterion(model(x), y)
        per_sample += [loss.item()] * len(x)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return float(np.mean(per_sample))


def fit(images, labels, epochs, batch_size, lr, generator):
    net = BinaryClassifier(images.shape[1])
    loss_fn = nn.BCEWithLogitsLoss(reduction="mean")
    opt = torch.optim.SGD(net.parameters(), lr=lr)
    losses = []
    e = 0
    while e < epochs:
        losses.append(train_epoch(net, loss_fn, opt, batches(images, labels, batch_size, generator)))
        e += 1
    return net, losses


def predict(scores):
    s = scores.detach().numpy()
    return torch.from_numpy(np.where(s < 0, 0, 1))


def accuracy(predictions, labels):
    p = np.asarray(predictions).reshape(-1)
    y = np.asarray(labels).reshape(-1)
    n_right = 0
    for i in range(len(p)):
        n_right += p[i] == y[i]
    return n_right / len(p)
