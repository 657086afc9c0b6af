# -*- coding: utf-8 -*-
# 《PyTorch深度学习实践》第二讲 线性模型
import numpy as np
import matplotlib.pyplot as plt

x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]


# 前馈
def forward (x, w) :
	return x * w


# 单个样本的损失
def loss (x, y, w) :
	残差 = y - forward (x, w)
	return 残差 ** 2


def cost_sum (xs, ys, w) :
	总和 = 0.
	i = 0
	while i < len (xs) :
		总和 += loss (xs [i], ys [i], w)
		i += 1
	return 总和


# 求均值得到MSE
def cost (xs, ys, w) :
	均值 = 0.
	for x, y in zip (xs, ys) :
		均值 += loss (x, y, w) / len (xs)
	return 均值


# 穷举
w_list = []
mse_list = []
for w in np.arange (0.0, 4.1, 0.1) :
	print ('w =', w)
	w_list.append (w)
	mse_list.append (cost (x_data, y_data, w))

plt.plot (w_list, mse_list)
plt.ylabel ('Loss')
plt.xlabel ('w')
plt.show ()
