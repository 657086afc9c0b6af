# 区分两个数字
import numpy as np
import torch
import torch.nn as nn
from torchvision import datasets
from torch.utils.data import TensorDataset


def load_two_digits(root, train, negative, positive):
    数据 = datasets.MNIST(root=root, train=train)
    图像 = 数据.data.numpy().reshape(-1, 28 * 28).astype(np.float32) / 255
    数字 = 数据.targets.numpy()
    选中 = np.isin(数字, (negative, positive))
    标签 = np.where(数字[选中] == positive, 1.0, 0.0).astype(np.float32)
    return torch.from_numpy(图像[选中]), torch.from_numpy(标签).unsqueeze(1)


class BinaryClassifier(nn.Module):
    def __init__(self, pixels):
        super().__init__()
        self.网络 = nn.Sequential(nn.Linear(pixels, 1))
        for 参数 in self.parameters():
            nn.init.constant_(参数, 0.0)

    def forward(self, *images):
        return self.网络(*images)


def batches(images, labels, batch_size, generator):
    数据集 = TensorDataset(images, labels)
    次序 = torch.randperm(len(数据集), generator=generator).tolist()
    结果 = []
    while 次序:
        这一批, 次序 = 次序[:batch_size], 次序[batch_size:]
        结果.append(数据集[这一批])
    return 结果


def train_epoch(model, criterion, optimizer, epoch_batches):
    总损失 = 0
    总数 = sum(len(标签) for _, 标签 in epoch_batches)
    for 图像, 标签 in epoch_batches:
        损失 = criterion(model(图像), 标签)
        model.zero_grad()
        损失.backward()
        optimizer.step()
        总损失 += float(损失) * len(标签) / 总数
    return 总损失


def fit(images, labels, epochs, batch_size, lr, generator):
    模型 = BinaryClassifier(images.shape[1])
    优化器 = torch.optim.SGD(模型.parameters(), lr=lr, momentum=0)
    历史 = []
    for _ in range(epochs):
        小批量 = batches(images, labels, batch_size, generator)
        历史.append(train_epoch(模型, nn.BCEWithLogitsLoss(), 优化器, 小批量))
    return 模型, 历史


def predict(scores):
    概率 = scores.sigmoid()
    return torch.where(概率 < 0.5, torch.zeros_like(概率), torch.ones_like(概率))


def accuracy(predictions, labels):
    预测 = predictions.squeeze(1).numpy()
    真值 = labels.numpy().ravel()
    return np.mean(预测 == 真值)
