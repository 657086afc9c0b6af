# 画出数据、代价曲线、代价曲面
import numpy as np
import matplotlib.pyplot as plt

plt.rcParams['font.sans-serif'] = ['SimHei']    # 显示中文
plt.rcParams['axes.unicode_minus'] = False


def data_figure(xs, ys, w):
    图 = plt.figure(figsize=(8, 5))
    排序 = np.argsort(xs)
    x = np.float32(xs)[排序]
    plt.scatter(xs, ys, c='r', label='数据')
    plt.plot(x, x * np.float32(w), label='模型')
    plt.xlabel('x 输入')
    plt.ylabel('y 输出')
    plt.legend()
    return 图


def cost_curve_figure(ws, costs):
    图, 轴 = plt.subplots()
    ws = [float(w) for w in ws]
    costs = [float(c) for c in costs]
    轴.plot(ws, costs, 'b')
    最低 = min(range(len(costs)), key=costs.__getitem__)
    轴.scatter([ws[最低]], [costs[最低]], color='r')
    轴.text(ws[最低], costs[最低], '最低点')
    轴.set_xlabel('权重 w')
    轴.set_ylabel('代价')
    轴.set_title('代价曲线')
    return 图


def cost_surface_figure(ws, bs, surface):
    图, 轴 = plt.subplots()
    色 = 轴.pcolormesh(ws, bs, np.transpose(surface), shading='nearest')
    plt.colorbar(色)
    行, 列 = np.unravel_index(np.argmin(surface), np.shape(surface))
    轴.scatter(ws[行], bs[列], marker='x', c='r')
    轴.set_xlabel('w')
    轴.set_ylabel('b')
    return 图
