"""Spaces before a link or bold words, set apart for print.

WeasyPrint 70 breaks a line after its first word where the words before an inline element fit the line and the
space after them does not. A space that is an element of its own is broken at rightly. What is read stays.
"""

from dataclasses import replace

from letters.composing.text import Block, LetterText, Line, Passage, Run


def spaces_apart(text: LetterText) -> LetterText:
    """The same letter, the space that ends a run being a run of its own."""
    return replace(text, blocks=tuple(_block(block) for block in text.blocks))


def _block(block: Block) -> Block:
    if isinstance(block, Passage):
        return _passage(block)
    return replace(block, items=tuple(_passage(item) for item in block.items))


def _passage(passage: Passage) -> Passage:
    return replace(passage, lines=tuple(_line(line) for line in passage.lines))


def _line(line: Line) -> Line:
    return tuple(part for run in line for part in _parts(run))


def _parts(run: Run) -> Line:
    if not run.text.endswith(" "):
        return (run,)
    words, space = replace(run, text=run.text.rstrip(" ")), Run(" ", strong=run.strong)
    return (words, space) if words.text else (space,)
