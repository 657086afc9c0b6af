"""Reads what a child sent. Its process runs a learner's code, so any frame may be crafted to harm the reader."""

from __future__ import annotations

import msgspec

from grader.wire import frames
from grader.wire.messages import CaseDone, FromChild, Returned
from grader.wire.values import MAX_NODES, InvalidValue, check_extent

_decoder: msgspec.msgpack.Decoder[FromChild] = msgspec.msgpack.Decoder(FromChild)

# One byte of msgpack may become an object of a hundred bytes: items of larger frames are counted before decoding.
_SMALL_FRAME = 1 << 20
_MAX_ITEMS = 4 * MAX_NODES  # a node of a value takes up to four items: its record, tag, kind and contents

_FIXED_SIZES = {
    0xC0: 1, 0xC2: 1, 0xC3: 1, 0xCA: 5, 0xCB: 9, 0xCC: 2, 0xCD: 3, 0xCE: 5, 0xCF: 9, 0xD0: 2, 0xD1: 3, 0xD2: 5, 0xD3: 9,
    0xD4: 3, 0xD5: 4, 0xD6: 6, 0xD7: 10, 0xD8: 18, 0xDC: 3, 0xDD: 5, 0xDE: 3, 0xDF: 5,
}  # fmt: skip
_LENGTH_SIZES = {0xC4: 1, 0xC5: 2, 0xC6: 4, 0xC7: 1, 0xC8: 2, 0xC9: 4, 0xD9: 1, 0xDA: 2, 0xDB: 4}
_EXTENSIONS = (0xC7, 0xC8, 0xC9)


def read_answer(body: bytes) -> FromChild:
    """Decode a frame's body and check its bounds.

    Raises:
        BrokenFrame: if an honest child would never send it.
    """
    if len(body) > _SMALL_FRAME:
        count_items(body, _MAX_ITEMS)
    answer = frames.parse(body, _decoder)
    if isinstance(answer, CaseDone) and isinstance(answer.outcome, Returned):
        try:
            for value in (answer.outcome.value, *answer.outcome.after.values()):
                check_extent(value)
        except InvalidValue as beyond:
            raise frames.BrokenFrame(f"a value {beyond}") from beyond
    return answer


def count_items(body: bytes, most: int) -> int:
    """The number of msgpack items in a frame; the contents of strings and bytes are skipped.

    Raises:
        BrokenFrame: if there are more than `most`, or if a byte does not begin an item.
    """
    position, items, length = 0, 0, len(body)
    while position < length:
        items += 1
        if items > most:
            raise frames.BrokenFrame(f"more than {most} items in a frame")
        tag = body[position]
        if tag <= 0x9F or tag >= 0xE0:
            position += 1
        elif tag <= 0xBF:
            position += 1 + (tag & 0x1F)
        elif tag in _FIXED_SIZES:
            position += _FIXED_SIZES[tag]
        elif tag in _LENGTH_SIZES:
            width = _LENGTH_SIZES[tag]
            size = int.from_bytes(body[position + 1 : position + 1 + width], "big")
            position += 1 + width + size + (tag in _EXTENSIONS)
        else:
            raise frames.BrokenFrame(f"the byte {tag:#x} does not begin an item")
    return items
