from letters.composing.parents import compose
from letters.composing.text import LetterText, Passage, Run
from letters.rendering.plain import plain_text
from letters.rendering.spaces import spaces_apart
from tests.letters.seed_facts import seed_facts


def test_space_that_ends_a_run_becomes_a_run_of_its_own() -> None:
    line = (Run("at ", strong=True), Run("www.x", href="https://www.x"), Run(" and "), Run(" "), Run("more"))
    text = LetterText("T", "en-GB", "v", None, (Passage("paragraph", "p", (line,)),))
    (passage,) = spaces_apart(text).passages()
    assert [(run.text, run.strong, run.href) for run in passage.lines[0]] == [
        ("at", True, None),
        (" ", True, None),
        ("www.x", False, "https://www.x"),
        (" and", False, None),
        (" ", False, None),
        (" ", False, None),
        ("more", False, None),
    ]


def test_what_is_read_does_not_change() -> None:
    text = compose(seed_facts("worcestershire-2020"))
    assert plain_text(spaces_apart(text)) == plain_text(text)
