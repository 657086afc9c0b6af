import torch


def convolution(x, noyau):
    sortie = []
    for i in range(len(x) - len(noyau) + 1):
        somme = 0.0
        for j in range(len(noyau)):
            somme += float(x[i + j]) * float(noyau[j])
        sortie.append(somme)
    return torch.tensor(sortie, dtype=torch.float64)


def taille_de_sortie(n, k, pas, marge):
    debut, positions = -marge, 0
    while debut + k <= n + marge:
        debut, positions = debut + pas, positions + 1
    return positions
