"""How hard written blocks are to read. Pure."""

from collections.abc import Sequence

from inspections.reading_age import Reading, measure
from letters.composing.text import Block, passages, words


def reading(blocks: Sequence[Block]) -> Reading:
    """All that is written in the blocks; an item of a list is a sentence of its own."""
    return measure(words(passage) for block in blocks for passage in passages(block))
