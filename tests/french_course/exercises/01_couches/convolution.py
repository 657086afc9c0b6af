"""Convolution d'un signal."""

import torch


def convolution(x, noyau):
    """Fait glisser le noyau sur le signal, sans sortir du signal, et additionne les produits.

    y_i = somme des x_{i+j} * noyau_j, comme PyTorch. La convention des mathématiciens, qui retourne d'abord le noyau,
    est acceptée elle aussi. torch.nn et numpy.convolve sont interdits.

    Args:
        x: le signal, un tenseur float64 de forme (n,).
        noyau: un tenseur float64 de forme (k,), avec k <= n.

    Returns:
        un tenseur de forme (n - k + 1,). Pour x = [1, 2, 4] et noyau = [1, 3] : [7, 14].
    """
    # TODO : écrivez convolution ici, à la place de la ligne suivante
    raise NotImplementedError("convolution: pas encore écrit")


def taille_de_sortie(n, k, pas, marge):
    """La taille de la sortie d'une convolution avec un pas et une marge, pour aller plus loin.

    Args:
        n: la taille du signal, un entier.
        k: celle du noyau.
        pas: de combien le noyau avance.
        marge: combien de zéros sont ajoutés de chaque côté.

    Returns:
        un entier. Pour n = 7, k = 3, pas = 2, marge = 1 : 4.
    """
    # TODO : écrivez taille_de_sortie ici, à la place de la ligne suivante
    raise NotImplementedError("taille_de_sortie: pas encore écrit")
