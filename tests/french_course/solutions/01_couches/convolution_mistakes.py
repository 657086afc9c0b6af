"""Named mistakes of convolution.py, and the other convention."""

import torch

from grader.authoring import alternative, mistake


@alternative(of="convolution")
def noyau_retourne(x, noyau):
    """La convention des mathématiciens : le noyau est retourné."""
    k = len(noyau)
    return torch.stack([(x[i : i + k] * noyau.flip(0)).sum() for i in range(len(x) - k + 1)])


@mistake(of="convolution", hint="Combien de positions le noyau peut-il prendre sur le signal ?")
def derniere_position_oubliee(x, noyau):
    """Vous avez oublié la dernière position du noyau."""
    k = len(noyau)
    return torch.tensor([float((x[i : i + k] * noyau).sum()) for i in range(len(x) - k)], dtype=x.dtype)


@mistake(of="convolution", hint="Faut-il additionner les produits ou en prendre la moyenne ?")
def moyenne(x, noyau):
    """Vous avez pris la moyenne des produits au lieu de leur somme."""
    k = len(noyau)
    return torch.stack([(x[i : i + k] * noyau).mean() for i in range(len(x) - k + 1)])


@mistake(of="taille_de_sortie", hint="De combien de côtés des zéros sont-ils ajoutés ?")
def marge_d_un_cote(n, k, pas, marge):
    """Vous n'avez compté la marge que d'un côté."""
    return (n + marge - k) // pas + 1


@mistake(of="taille_de_sortie", hint="La première position du noyau est-elle comptée ?")
def sans_la_premiere(n, k, pas, marge):
    """Vous n'avez compté que les déplacements du noyau : il manque sa première position."""
    return (n + 2 * marge - k) // pas
