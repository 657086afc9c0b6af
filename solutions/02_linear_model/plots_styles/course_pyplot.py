import numpy as np
import matplotlib.pyplot as plt
from mpl_toolkits.mplot3d import Axes3D


def data_figure(xs, ys, w):
    plt.figure()
    plt.plot(xs, ys, 'bo')
    y_pred = []
    for x in xs:
        y_pred.append(x * w)
    plt.plot(xs, y_pred, 'r-')
    plt.xlabel('x')
    plt.ylabel('y')
    return plt.gcf()


def cost_curve_figure(ws, costs):
    fig = plt.figure()
    plt.plot(ws, costs)
    best = np.argmin(costs)
    plt.annotate('min', xy=(ws[best], costs[best]), xytext=(ws[best], costs[best] + 1),
                 arrowprops=dict(facecolor='black'))
    plt.ylabel('Loss')
    plt.xlabel('w')
    return fig


def cost_surface_figure(ws, bs, surface):
    W, B = np.meshgrid(ws, bs)
    fig = plt.figure()
    ax = fig.add_subplot(111, projection='3d')
    Z = np.array(surface).T
    ax.plot_surface(W, B, Z, rstride=1, cstride=1, cmap='rainbow')
    k = np.argmin(Z)
    ax.scatter(W.flatten()[k], B.flatten()[k], Z.flatten()[k], c='r', s=50)
    ax.set_xlabel('w')
    ax.set_ylabel('b')
    ax.set_zlabel('loss')
    return fig


if __name__ == '__main__':
    cost_curve_figure([0.0, 1.0, 2.0, 3.0], [18.7, 4.7, 0.0, 4.7])
    plt.show()
