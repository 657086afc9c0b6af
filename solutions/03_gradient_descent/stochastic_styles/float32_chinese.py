# 随机梯度下降 SGD
import torch
f32 = torch.float32


def loss(x, y, w):
    return torch.square(torch.as_tensor(x, dtype=f32) * torch.as_tensor(w, dtype=f32) - torch.as_tensor(y, dtype=f32))


def gradient(x, y, w):
    x, y, w = torch.as_tensor(x, dtype=f32), torch.as_tensor(y, dtype=f32), torch.as_tensor(w, dtype=f32)
    return 2 * x * (x * w - y)


def train(xs, ys, w, lr, epochs):
    w = torch.tensor([w], dtype=f32)
    所有权重, 所有损失 = [w.clone()], []
    for 轮 in range(epochs):
        for x, y in zip(xs, ys):
            l = loss(x, y, w)
            w.data = w.data - lr * gradient(x, y, w)      # 更新
            所有权重.append(w.clone())
            所有损失.append(l.item())
    return w.item(), 所有权重, 所有损失


def batch_gradient(xs, ys, w):
    return torch.mean(torch.stack([gradient(x, y, w) for x, y in zip(xs, ys)]))


def epoch_batches(n, batch_size, generator):
    顺序 = torch.randperm(n, generator=generator)
    个数 = (n + batch_size - 1) // batch_size         # 向上取整
    return [顺序[i * batch_size:min((i + 1) * batch_size, n)] for i in range(个数)]


def train_mini_batch(xs, ys, w, lr, epochs, batches):
    w = torch.tensor(w, dtype=f32)
    ws = [w]
    for 轮 in range(epochs):
        for 批 in batches:
            w = w - lr * batch_gradient(xs[批], ys[批], w)
            ws.append(w)
    return w, torch.stack(ws)


def leave_saddle(a, b, noises, lr):
    a, b = torch.tensor(a, dtype=f32), torch.tensor(b, dtype=f32)
    路径 = [[a, b]]
    for e in noises:
        e = e.to(f32)
        a, b = a - lr * 2 * a, b - lr * (b * b * b - b + e)
        路径.append([a, b])
    return 路径
