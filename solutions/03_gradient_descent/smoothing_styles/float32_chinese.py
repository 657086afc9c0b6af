# 指数加权均值,让曲线更平滑
import torch


def ewa(costs, beta):
    平均 = torch.tensor(0.0)
    结果 = []
    for c in torch.as_tensor(costs, dtype=torch.float32):
        平均 = beta * 平均 + (1 - beta) * c
        结果.append(平均.item())
    return 结果


def ewa_from_first(costs, beta):
    costs = torch.as_tensor(costs, dtype=torch.float32)
    结果 = [costs[0]]
    for c in costs[1:]:
        结果.append(torch.lerp(c, 结果[-1], beta))
    return torch.stack(结果)


def ewa_corrected(costs, beta):
    平均 = torch.zeros(1)
    结果 = []
    和 = 0.0     # 权重之和
    for c in torch.as_tensor(costs, dtype=torch.float32):
        平均 = beta * 平均 + (1 - beta) * c
        和 = beta * 和 + (1 - beta)
        结果.append(平均 / 和)
    return 结果


def diverged(costs):
    # 不等式写成否定的形式,NaN 也会被发现
    if not all(abs(float(c)) < float('inf') for c in costs):
        return True
    return not (costs[-1] <= costs[0])


def curvature(xs):
    return (xs.float() * xs.float() * 2).sum() / xs.shape[0]


def error_factor(lr, curvature):
    return torch.tensor(1.0) - torch.tensor(lr) * torch.tensor(curvature)


def largest_learning_rate(curvature):
    return 2 * curvature ** -1


if __name__ == '__main__':
    print(ewa(torch.tensor([4.0, 2.0]), 0.9))
