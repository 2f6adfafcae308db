"""A letter as plain text: one paragraph a line, a blank line between blocks, links written out."""

from letters.composing.text import Block, BulletedList, LetterText, Line, NumberedList, Run


def plain_text(text: LetterText) -> str:
    return "\n\n".join(_block(block) for block in text.blocks) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, NumberedList):
        items = ("\n\n".join(_line(line) for line in item.lines) for item in block.items)
        return "\n\n".join(f"{number}. {item}" for number, item in enumerate(items, start=1))
    if isinstance(block, BulletedList):
        return "\n".join(f"• {' '.join(_line(line) for line in item.lines)}" for item in block.items)
    return "\n".join(_line(line) for line in block.lines)


def _line(line: Line) -> str:
    return "".join(_run(run) for run in line)


def _run(run: Run) -> str:
    """The words, then the address where the words do not show it already."""
    if run.href is None or run.href.endswith(run.text):
        return run.text
    return f"{run.text} ({run.href.removeprefix('mailto:')})"
