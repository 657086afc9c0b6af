def convolution(x, noyau):
    return x.unfold(0, len(noyau), 1) @ noyau.flip(0)


def taille_de_sortie(n, k, pas, marge):
    return 1 + (n - k + 2 * marge) // pas
