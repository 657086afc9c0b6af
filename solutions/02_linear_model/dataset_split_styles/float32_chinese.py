# 数据集划分：训练集、验证集、测试集
import torch


def split_sizes(n, validation, test):
    验证 = int(n * validation // 1)
    测试 = int(n * test // 1)
    训练 = n - 验证 - 测试
    return (训练, 验证, 测试)


def shuffled_indices(n, generator):
    下标 = torch.arange(n)
    return 下标[torch.randperm(len(下标), generator=generator)]


def split_indices(n, validation, test, generator):
    大小 = split_sizes(n, validation, test)
    return torch.split(shuffled_indices(n, generator), 大小)


def take(xs, ys, indices):
    # FloatTensor, 和课程里一样用 float32
    return xs.type(torch.FloatTensor)[indices.long()], ys.type(torch.FloatTensor)[indices.long()]


def split(xs, ys, validation, test, generator):
    n = xs.shape[0]
    n_train, n_val, n_test = split_sizes(n, validation, test)
    idx = shuffled_indices(n, generator)
    xs, ys = take(xs, ys, idx)      # 一起打乱
    train = (xs[:n_train], ys[:n_train])
    val = (xs[n_train:n - n_test], ys[n_train:n - n_test])
    test = (xs[n - n_test:], ys[n - n_test:])
    return train, val, test


if __name__ == '__main__':
    g = torch.Generator().manual_seed(0)
    print(split(torch.arange(10.), 2 * torch.arange(10.), 0.2, 0.2, g))
