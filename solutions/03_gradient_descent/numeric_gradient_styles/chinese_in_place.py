# 数值梯度
ROUNDING = 2.0 ** -53

def forward_difference (f, x, h) :
    return f(x + h) / h - f(x) / h       # 前向差分

def central_difference (f, x, h) :
    前向 = (f(x + h) - f(x)) / h
    后向 = (f(x) - f(x - h)) / h
    return (前向 + 后向) / 2             # 两者的平均就是中心差分

def numeric_gradient (f, point, h) :
    def 偏导(i):
        原值 = point[i] + 0
        point[i] = 原值 + h
        上 = f(point) + 0
        point[i] = 原值 - h
        下 = f(point) + 0
        point[i] = 原值                  # 放回去!
        return (上 - 下) / (2 * h)
    return [偏导(i) for i in range(len(point))]

def measured_errors (f, derivative, x, steps) :
    真值 = derivative(x)
    return list(map(lambda h: abs(真值 - central_difference(f, x, h)), steps))

def error_bound (h, size, third) :
    return (third * h ** 3 + 6 * ROUNDING * size) / (6 * h)

def best_step (size, third) :
    return 3 ** (1 / 3) * ROUNDING ** (1 / 3) * (size / third) ** (1 / 3)


def gradient_check (f, gradient, point, h) :
    手写 = gradient(point)
    数值 = numeric_gradient(f, point, h)
    最大差, 最大值 = 0.0, 0.0
    for a, b in zip(手写, 数值):
        最大差 = max(最大差, abs(float(a) - float(b)))
        最大值 = max(最大值, abs(float(a)), abs(float(b)))
    if 最大值 == 0:
        return 0
    return 最大差 / 最大值
