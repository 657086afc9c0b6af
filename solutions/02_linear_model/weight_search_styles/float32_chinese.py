# 第二讲作业：带偏置的线性模型，穷举 w 和 b
import torch


def forward(x, w, b):
    return b + w * x


def cost(xs, ys, w, b):
    xs, ys = torch.as_tensor(xs).float(), torch.as_tensor(ys).float()
    残差 = forward(xs, float(w), float(b)) - ys
    return (残差 @ 残差 / 残差.numel()).item()


def weight_grid(start, stop, step):
    权重 = []
    w = start
    while w < stop + step / 2:      # 不用 <=，避免浮点误差
        权重.append(w)
        w += step
    return torch.tensor(权重)


def search(xs, ys, ws):
    代价 = {}
    for w in ws:
        代价[float(w)] = cost(xs, ys, w, 0.)
    return list(代价.values()), min(代价, key=代价.get)


def cost_surface(xs, ys, ws, bs):
    W, B = torch.meshgrid(ws.float(), bs.float(), indexing='ij')
    表 = torch.empty_like(W)
    for i in range(W.shape[0]):
        for j in range(W.shape[1]):
            表[i, j] = cost(xs, ys, W[i, j], B[i, j])
    return 表


def best_pair(ws, bs, surface):
    每行最小, 列 = torch.min(surface, dim=1)
    行 = torch.argmin(每行最小)
    return ws[行].item(), bs[列[行]].item()


if __name__ == '__main__':
    x_data = torch.Tensor([1.0, 2.0, 3.0])
    y_data = torch.Tensor([2.0, 4.0, 6.0])
    代价, 最好 = search(x_data, y_data, weight_grid(0.0, 4.0, 0.1))
    print('最好的 w:', 最好)
