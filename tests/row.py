"""One address of the program and who gets what answer there; the people by what they may do."""

from dataclasses import dataclass, replace

from tests.cast import ELSEWHERE

LEADS = frozenset({"owner", "colleague"})
INSPECTORS = LEADS | {"hmi", "cqc"}
STAFF = INSPECTORS | {"senior_hmi", "cqc_qa", "support", "administrator"}
AREA = frozenset({"lano", "dcs", "contributor", "health", "health_chief", "pcf", "representative"})
OUTSIDE = frozenset({"stranger", "other_forum", "dfe", "nhse"})
EVERYBODY = STAFF | AREA | OUTSIDE
EDITORS = frozenset({"owner", "support"})
CREATORS = LEADS | {"support"}
HANDERS = INSPECTORS | {"support"}
MARKERS = frozenset({"owner", "cqc", "hmi", "support"})
OWNER = frozenset({"owner"})
ADMINISTRATOR = frozenset({"administrator"})
SENIOR = frozenset({"senior_hmi"})
OFFICE = ADMINISTRATOR | {"support"}
TELLERS = LEADS | OFFICE
TEAM = frozenset({"owner", "cqc", "hmi"})
REVIEWERS = frozenset({"senior_hmi", "cqc_qa"})
PART = TEAM | REVIEWERS
GIVERS = frozenset({"lano", "contributor", "health", "pcf"})
# Who gives for the area, for its authority, and who reads what its side, and either side, gave.
GIVING, AUTHORITYS = GIVERS - {"pcf"}, GIVERS - {"pcf", "health"}
AREAS_SIDE = GIVING | {"dcs", "health_chief"}
SIDES = AREAS_SIDE | {"pcf"}
ARRANGERS = frozenset({"lano", "contributor", "health"})
ARRANGED = ARRANGERS | {"dcs", "health_chief"}
DIRECTOR = frozenset({"dcs"})
READERS = DIRECTOR | {"representative"}
FORUM = frozenset({"pcf"})
SENDERS = FORUM | {"lano"}
ADVISERS = frozenset({"dfe", "nhse"})
# The stranger is the nominated officer of another area, with contributors of their own.
NOMINATED = frozenset({"lano", "stranger"})
NOBODY: frozenset[str] = frozenset()
# Open to whoever is signed out.
OPEN = frozenset({
    "sign-in", "account_login", "mfa_authenticate", "mfa_login_webauthn", "sign-out", "left", "demo-sign-in",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "invitation", "privacy-notice", "delivery-webhook",
    "public-visits", "public-area", "public-visit", "public-letter", "public-privacy", "public-accessibility",
    "public-contact", "public-register", "public-yours", "unsubscribe",
    "public-survey", "public-survey-page", "public-survey-return", "public-survey-paper", "robots", "sitemap",
    "calendar-feed",
    "public-outcome-letter", "public-outcomes", "public-outcomes-csv", "public-outcomes-json", "public-outcomes-feed",
})  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One address: who is answered with `answer` to a GET; the others get `otherwise`. POST: who may send it."""

    name: str
    who: frozenset[str]
    answer: int = 200
    otherwise: int = 404
    post: frozenset[str] | None = None
    # Whether looking is put on record: one of two things that a GET may write.
    recorded: bool = False
    # Whether its recipient's opening it is noted: the other.
    opened: bool = False

    def to_get(self, person: str) -> int:
        return self.answer if person in self.who else self.otherwise

    @property
    def elsewhere(self) -> "Row":
        """The same address on another area's case: whoever plays the part there is answered, and no part here helps.

        Staff who see every case see that one too.
        """
        return replace(
            self, who=_elsewhere(self.who), post=None if self.post is None else _elsewhere(self.post)
        )


def _elsewhere(who: frozenset[str]) -> frozenset[str]:
    # Messages are tried on every case that one sees, and those who try them see all.
    if who >= EVERYBODY or who == TELLERS:
        return who
    staff = STAFF if who >= STAFF else who & {"support", "administrator"}
    return staff | {ELSEWHERE[part] for part in who if part in ELSEWHERE}
