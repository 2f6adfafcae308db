"""How a reader wants to see the survey: in which language, in what print, in what layout. The address carries it on."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from inspections.models import QuestionSet
from surveys.languages import ENGLISH, Language, chosen


@dataclass(frozen=True, slots=True)
class Look:
    """`large`: large print; `plain`: one column without colours or boxes."""

    language: Language = ENGLISH
    large: bool = False
    plain: bool = False

    @classmethod
    def of(cls, asks: QuestionSet | None, given: QueryDict) -> "Look":
        """As an address says; what is not offered is left out."""
        language = chosen(asks, given.get("language", "")[:8])
        return cls(language, "large" in given, "plain" in given)

    @property
    def query(self) -> str:
        """For the end of an address: "?language=ur&large=1", or nothing."""
        said = {"language": "" if self.language == ENGLISH else self.language.code}
        said |= {"large": "1" if self.large else "", "plain": "1" if self.plain else ""}
        kept = urlencode({name: value for name, value in said.items() if value})
        return f"?{kept}" if kept else ""

    @property
    def base(self) -> str:
        """The frame of the page."""
        return "public/survey/plain_base.html" if self.plain else "public/base.html"

    @property
    def otherwise(self) -> list[tuple[str, str]]:
        """Key of the words and query of each other look, for links."""
        large = "look_usual" if self.large else "look_large"
        plain = "look_full" if self.plain else "look_plain"
        return [
            (large, replace(self, large=not self.large).query or "?"),
            (plain, replace(self, plain=not self.plain).query or "?"),
        ]

    @property
    def in_large_print(self) -> str:
        """The query of the same in large print."""
        return replace(self, large=True).query

    def speaking(self, language: Language) -> str:
        """The query of the same look in another language."""
        return replace(self, language=language).query or "?"
