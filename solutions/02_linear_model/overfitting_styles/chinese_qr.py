# 过拟合：训练误差很小，背景和噪声也学到了
import numpy as np
import torch


def features(xs, degree):
    return torch.vander(torch.as_tensor(xs), N=degree + 1, increasing=True)


def fit(xs, ys, degree):
    Q, R = torch.linalg.qr(features(xs, degree))
    return torch.linalg.solve_triangular(R, (Q.T @ ys).view(-1, 1), upper=True).view(-1)


def predict(xs, coefficients):
    预测 = 0
    for 次数, 系数 in enumerate(coefficients):
        预测 = 预测 + 系数 * xs ** 次数
    return 预测


def cost(xs, ys, coefficients):
    残差 = predict(xs, coefficients) - ys
    return torch.dot(残差, 残差) / len(残差)


def errors_by_degree(train_xs, train_ys, validation_xs, validation_ys, degrees):
    训练误差, 验证误差 = [], []
    for 次数 in degrees:
        系数 = torch.from_numpy(np.polynomial.polynomial.polyfit(train_xs, train_ys, 次数))
        训练误差.append(cost(train_xs, train_ys, 系数).item())
        验证误差.append(cost(validation_xs, validation_ys, 系数).item())
    return [训练误差, 验证误差]


def best_degree(degrees, train_errors, validation_errors):
    # 泛化最好的：验证误差最小
    return dict(zip(validation_errors, degrees))[min(validation_errors)]


def choose(train, validation, test, degrees):
    # 验证集选次数，测试集只用一次
    训练误差, 验证误差 = errors_by_degree(*train, *validation, degrees)
    次数 = best_degree(degrees, 训练误差, 验证误差)
    测试误差 = cost(*test, fit(*train, 次数))
    return 次数, 测试误差.item()
