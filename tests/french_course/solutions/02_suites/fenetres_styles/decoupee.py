from torch.utils.data import Dataset


class Fenetres(Dataset):
    def __init__(self, serie, taille):
        self.exemples = []
        for debut in range(len(serie) - taille):
            self.exemples.append((serie[debut : debut + taille], serie[debut + taille]))

    def __len__(self):
        return len(self.exemples)

    def __getitem__(self, i):
        return self.exemples[i]
