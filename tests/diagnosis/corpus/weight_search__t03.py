def search(xs, ys, ws):
    mse_list = []
    for w in ws:
        mse_list.append(float(cost(xs, ys, w, 0)))
    return mse_list, mse_list.index(min(mse_list))
