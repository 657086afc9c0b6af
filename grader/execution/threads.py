"""Applies a function on several threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

_NOTHING = object()


def as_completed(
    function: Callable[[Item], Made], items: Iterable[Item], threads: int, abandon: Callable[[], None] | None = None
) -> Iterator[tuple[Item, Made]]:
    """Apply the function on several threads, and yield each item with its result as soon as it is ready.

    Items are taken only as threads become free, so that an interruption loses little. Exceptions of the function
    propagate to the caller. Then, and after an interruption, `abandon` is called, which may end what still runs;
    without it, that is waited for.
    """
    source = iter(items)
    with ThreadPoolExecutor(threads) as executor:
        running: dict[Future[Made], Item] = {}
        try:
            while True:
                while len(running) < threads and (item := next(source, _NOTHING)) is not _NOTHING:
                    running[executor.submit(function, item)] = item  # type: ignore[arg-type, assignment]
                if not running:
                    return
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield running.pop(future), future.result()
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            if abandon is not None:
                abandon()
            raise
