# -*- coding: utf-8 -*-
# 《PyTorch深度学习实践》梯度下降
import matplotlib.pyplot as plt

x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]
w = 1.0      # 初始权重


# 定义模型 y = w * x
def forward (x, w) :
    return w * x


# 代价函数 MSE
def cost (xs, ys, w) :
    cost = 0
    for x, y in zip (xs, ys) :
        y_pred = forward (x, w)
        cost += (y_pred - y) * (y_pred - y)
    return cost / len (xs)


# 梯度
def gradient (xs, ys, w) :
    grad = 0
    for x, y in zip (xs, ys) :
        grad += x * (x * w - y) * 2
    return grad / len (xs)


def update (w, grad, lr) :
    return w + (- grad) * lr     # 梯度取反


def train (xs, ys, w, lr, epochs) :
    权重 = []
    代价 = []
    for i in range (epochs + 1) :
        权重.append (w)
        代价.append (cost (xs, ys, w))
        if i < epochs :
            w = update (w, gradient (xs, ys, w), lr)
    return w, 权重, 代价


def gradient_with_bias (xs, ys, w, b) :
    残差 = [x * w + b - y for x, y in zip (xs, ys)]
    dw = sum ([2 * x * r for x, r in zip (xs, 残差)]) / len (xs)
    db = sum ([2 * r for r in 残差]) / len (xs)
    return dw, db


def train_with_bias (xs, ys, w, b, lr, epochs) :
    代价 = []
    for i in range (epochs + 1) :
        代价.append (sum ([(x * w + b - y) ** 2 for x, y in zip (xs, ys)]) / len (xs))
        if i == epochs :
            break
        dw, db = gradient_with_bias (xs, ys, w, b)
        w, b = update (w, dw, lr), update (b, db, lr)
    return w, b, 代价


print ('训练前的预测', 4, forward (4, w))
epoch_list, cost_list = [], []
for epoch in range (100) :
    cost_val = cost (x_data, y_data, w)
    w = update (w, gradient (x_data, y_data, w), 0.01)
    epoch_list.append (epoch)
    cost_list.append (cost_val)
    print ('Epoch: ', epoch, 'w = ', w, 'loss = ', cost_val)
print ('训练后的预测', 4, forward (4, w))

plt.plot (epoch_list, cost_list)
plt.ylabel ('cost')
plt.xlabel ('epoch')
plt.show ()
