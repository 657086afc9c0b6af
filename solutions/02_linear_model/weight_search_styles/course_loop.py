import numpy as np


def forward(x, w, b):
    return x * w + b


def loss(x, y, w, b):
    y_pred = forward(x, w, b)
    return (y_pred - y) ** 2


def cost(xs, ys, w, b):
    l_sum = 0
    for x_val, y_val in zip(xs, ys):
        l_sum += loss(x_val, y_val, w, b)
    return l_sum / len(xs)


def weight_grid(start, stop, step):
    return np.arange(start, stop + step / 2, step)


def search(xs, ys, ws):
    w_list = []
    mse_list = []
    for w in ws:
        l_sum = 0
        for x_val, y_val in zip(xs, ys):
            l_sum += loss(x_val, y_val, w, 0)
        w_list.append(w)
        mse_list.append(l_sum / len(xs))
    return mse_list, w_list[mse_list.index(min(mse_list))]


def cost_surface(xs, ys, ws, bs):
    mse = []
    for w in ws:
        row = []
        for b in bs:
            row.append(cost(xs, ys, w, b))
        mse.append(row)
    return mse


def best_pair(ws, bs, surface):
    best_w, best_b, lowest = ws[0], bs[0], surface[0][0]
    for i in range(len(ws)):
        for j in range(len(bs)):
            if surface[i][j] < lowest:
                lowest = surface[i][j]
                best_w, best_b = ws[i], bs[j]
    return best_w, best_b


if __name__ == '__main__':
    x_data = [1.0, 2.0, 3.0]
    y_data = [2.0, 4.0, 6.0]
    print(search(x_data, y_data, weight_grid(0.0, 4.0, 0.1)))
