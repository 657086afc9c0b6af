def adagrad(w, grad, total, lr, eps):
    total = total + grad ** 2
    return w - lr * grad / torch.sqrt(total + eps), total
