"""Comments on the outcome letter as its readers see them: in threads, beside the words that they are on.

Nothing here asks who is asking: pages go through `letters.outcome_access` first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from letters.composing.text import Block, passages, words
from letters.models import OutcomeLetter, SectionComment


@dataclass(frozen=True)
class Thread:
    """A comment with its replies. `gone`: the paragraph that it is on is no longer there; `changed`: its words are
    others now."""

    comment: SectionComment
    replies: tuple[SectionComment, ...]
    gone: bool = False
    changed: bool = False

    @property
    def open(self) -> bool:
        return self.comment.resolved_at is None


def unresolved(letter: OutcomeLetter) -> QuerySet[SectionComment]:
    """Comments of the letter that nobody settled yet, in the order in which they were made."""
    found = SectionComment.objects.filter(section__letter=letter, answers=None, resolved_at=None)
    return found.select_related("section", "by")


def counts(letter: OutcomeLetter) -> dict[str, int]:
    """By section key how many comments nobody settled yet; none where there are none."""
    found = unresolved(letter).order_by().values_list("section__key").annotate(Count("pk"))
    return dict(found)


def threads(letter: OutcomeLetter, key: str, blocks: Sequence[Block]) -> list[Thread]:
    """Every comment on a section, the earliest first, beside its words as they stand now in `blocks`."""
    there = {passage.name: words(passage) for block in blocks for passage in passages(block)}
    replies = Prefetch("replies", SectionComment.objects.select_related("by"))
    found = SectionComment.objects.filter(section__letter=letter, section__key=key, answers=None)
    found = found.select_related("by", "resolved_by").prefetch_related(replies)
    return [
        Thread(
            comment,
            tuple(comment.replies.all()),
            gone=bool(comment.block) and comment.block not in there,
            changed=comment.block in there and there[comment.block] != comment.quoted,
        )
        for comment in found
    ]


def on(found: Iterable[Thread], block: str) -> list[Thread]:
    """Those on one paragraph; on the section as a whole where `block` is empty."""
    return [thread for thread in found if thread.comment.block == block and not thread.gone]
