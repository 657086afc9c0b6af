import math

import torch


def etape(x, h, w_x, w_h, b):
    etat = []
    for j in range(len(b)):
        somme = float(b[j])
        for i in range(len(x)):
            somme += float(x[i]) * float(w_x[i][j])
        for i in range(len(h)):
            somme += float(h[i]) * float(w_h[i][j])
        etat.append(math.tanh(somme))
    return torch.tensor(etat, dtype=torch.float64)


def derouler(xs, h, w_x, w_h, b):
    etats = [h]
    for x in xs:
        etats.append(etape(x, etats[-1], w_x, w_h, b))
    return torch.stack(etats[1:])
