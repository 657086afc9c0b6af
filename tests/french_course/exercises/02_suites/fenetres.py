"""Fenêtres glissantes d'une série."""

from torch.utils.data import Dataset


class Fenetres(Dataset):
    """Les exemples d'une série : une fenêtre de valeurs, et la valeur qui la suit.

    Pour la série [1, 2, 4, 8] et taille = 2, il y a deux exemples : ([1, 2], 4) et ([2, 4], 8).
    """

    def __init__(self, serie, taille):
        """Retient la série, un tenseur float64 de forme (n,), et la taille des fenêtres, avec taille < n."""
        self.serie = serie
        self.taille = taille

    def __len__(self):
        """Le nombre d'exemples."""
        # TODO : écrivez Fenetres.__len__ ici, à la place de la ligne suivante
        raise NotImplementedError("Fenetres.__len__: pas encore écrit")

    def __getitem__(self, i):
        """L'exemple i : la fenêtre qui commence à la valeur i, et la valeur qui la suit."""
        # TODO : écrivez Fenetres.__getitem__ ici, à la place de la ligne suivante
        raise NotImplementedError("Fenetres.__getitem__: pas encore écrit")
