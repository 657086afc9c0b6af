def train(xs, ys, w, lr, epochs):
    w_list, cost_list = [], []
    for epoch in range(epochs):
        cost_val = cost(xs, ys, w)
        grad_val = gradient(xs, ys, w)
        w = update(w, grad_val, lr)
        w_list.append(w)
        cost_list.append(cost_val)
    return w, w_list, cost_list
