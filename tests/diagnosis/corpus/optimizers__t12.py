def adagrad(w, grad, total, lr, eps):
    new_total = total + grad.abs()
    return w - lr * grad / (new_total + eps), new_total
