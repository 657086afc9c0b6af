"""Lists that are kept in a temporary file, so that what is known of a class takes no more memory than that of a few."""

from __future__ import annotations

import os
import tempfile
import threading
from array import array
from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

from grader.cohort.typed_messages import Reader, encoded

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Numbered(Protocol[T_co]):
    """Things that are counted, and reached by their numbers: a list or a tuple is one, and so are those below."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int, /) -> T_co: ...

    def __iter__(self) -> Iterator[T_co]: ...


class SpilledList(Generic[T]):
    """A list whose entries are in a temporary file, each read again whenever it is asked for. Any thread may use it.

    Args:
        reader: reads an entry as `grader.cohort.typed_messages.encoded` writes it.
    """

    def __init__(self, reader: Reader[T]) -> None:
        self._reader = reader
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it is there as long as the list is
        self._ends = array("Q", [0])
        self._lock = threading.Lock()

    def append(self, entry: T) -> int:
        """Add an entry, and return its number.

        Raises:
            OSError: if there is no room for the file.
        """
        with self._lock:
            number, content = len(self), encoded(entry)
            self._file.seek(0, os.SEEK_END)
            self._file.write(content)
            self._ends.append(self._ends[-1] + len(content))
            return number

    def picked(self, numbers: Iterable[int]) -> Numbered[T]:
        """The entries of these numbers, in this order."""
        return _Picked(self, numbers)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int, /) -> T:
        if not 0 <= number < len(self):
            raise IndexError(number)
        with self._lock:
            begin, end = self._ends[number], self._ends[number + 1]
            self._file.seek(begin)
            return self._reader.decode(self._file.read(end - begin))

    def __iter__(self) -> Iterator[T]:
        for number in range(len(self)):
            yield self[number]


class _Picked(Generic[T]):
    def __init__(self, entries: SpilledList[T], numbers: Iterable[int]) -> None:
        self._entries = entries
        self._numbers = array("Q", numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, number: int, /) -> T:
        return self._entries[self._numbers[number]]

    def __iter__(self) -> Iterator[T]:
        for number in self._numbers:
            yield self._entries[number]
