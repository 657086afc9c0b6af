def data_figure(xs, ys, w):
    plt.figure()
    plt.scatter(xs, ys, label="data")
    plt.plot(xs, xs * w, label="y_pred")
    plt.xlabel("x")
    plt.ylabel("y")
    plt.legend()
