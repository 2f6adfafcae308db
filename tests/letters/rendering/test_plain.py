from letters.composing.text import LetterText, NumberedList, Passage, Run
from letters.rendering.plain import plain_text


def letter(*blocks: Passage | NumberedList) -> LetterText:
    return LetterText("T", "en-GB", "test.1", None, blocks)


def test_one_paragraph_a_line_and_items_numbered_in_their_order() -> None:
    first = Passage("item", "survey", ((Run("First "), Run("way", strong=True)), (Run("More."),)))
    second = Passage("item", "email", ((Run("Second."),),))
    sign_off = Passage("sign_off", "sign_off", ((Run("Yours sincerely"),), (Run("A Name"),)))
    text = letter(NumberedList("ways", (first, second)), sign_off)
    assert plain_text(text) == "1. First way\n\nMore.\n\n2. Second.\n\nYours sincerely\nA Name\n"


def test_address_is_written_out_where_the_words_do_not_show_it() -> None:
    runs = (
        Run("here", href="https://www.gov.uk/x"),
        Run("www.a.uk", href="https://www.a.uk"),
        Run("b@c.uk", href="mailto:b@c.uk"),
        Run("write", href="mailto:b@c.uk"),
    )
    shown = plain_text(letter(Passage("paragraph", "p", tuple((run,) for run in runs))))
    assert shown.splitlines() == [
        "here (https://www.gov.uk/x)",
        "www.a.uk",
        "b@c.uk",
        "write (b@c.uk)",
    ]
