# lecture 02, linear model
x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]


def forward(x, w):
    return x * w


def loss(x, y, w):
    y_pred = forward(x, w)
    return (y_pred - y) * (y_pred - y)


def cost_sum(xs, ys, w):
    l_sum = 0
    for x_val, y_val in zip(xs, ys):
        y_pred_val = forward(x_val, w)
        loss_val = loss(x_val, y_val, w)
        l_sum += loss_val
        print('\t', x_val, y_val, y_pred_val, loss_val)
    return l_sum


def cost(xs, ys, w):
    l_sum = 0
    for i in range(len(xs)):
        l_sum = l_sum + loss(xs[i], ys[i], w)
    print('MSE=', l_sum / len(xs))
    return l_sum / len(xs)


w = 0.0
while w < 4.05:
    print('w=', w, cost(x_data, y_data, w))
    w += 0.1
