from dataclasses import replace
from datetime import date

import pytest

from inspections.timeline.warnings import Booking, CautionFacts, cautions
from tests.inspections.timeline.calendars import ENGLAND

# Essex 2022, as it went: nothing to warn of.
GOOD = CautionFacts(
    calendar=ENGLAND,
    first_day=date(2022, 5, 17),
    days=3,
    notified_on=date(2022, 5, 3),
    survey_opens_on=date(2022, 5, 10),
    survey_closes_on=date(2022, 5, 16),
    school_holidays=((date(2022, 5, 30), date(2022, 6, 3), "half term"),),
    bookings=(Booking("Robin Field", "kent-2022", date(2022, 5, 10), date(2022, 5, 16)),),
    fit_for_purpose_on=date(2020, 11, 17),
    final_on=date(2022, 6, 30),
    published_on=date(2022, 7, 7),
)


def said(**changes: object) -> list[tuple[str, str | None, str]]:
    """Code, event and sentence of each caution of Essex with these changes."""
    facts = replace(GOOD, **changes)  # type: ignore[arg-type]
    return [(caution.code, caution.event_code, caution.sentence) for caution in cautions(facts)]


def test_a_case_at_every_limit_has_no_cautions() -> None:
    assert said() == []


def test_a_case_of_which_little_is_known_has_no_cautions() -> None:
    assert cautions(CautionFacts(ENGLAND, date(2022, 5, 17), 3)) == ()


def test_g8_short_notice_says_how_many_days() -> None:
    worcestershire = CautionFacts(ENGLAND, date(2020, 3, 23), 3, notified_on=date(2020, 3, 11))
    (caution,) = cautions(worcestershire)
    assert (caution.code, caution.event_code) == ("short_notice", "notify")
    assert caution.sentence == (
        "The area gets 8 working days of notice, not 10: it is told on Wednesday 11 March 2020 and the visit "
        "starts on Monday 23 March 2020."
    )


def test_g8_one_day_of_notice_is_singular_and_none_is_said() -> None:
    assert said(notified_on=date(2022, 5, 16))[0][2].startswith("The area gets 1 working day of notice")
    assert said(notified_on=date(2022, 5, 17)) == [
        (
            "short_notice",
            "notify",
            "The area is told on Tuesday 17 May 2022, which is not before the first on-site day. "
            "The guidance gives 10 working days.",
        )
    ]


def test_first_day_on_a_holiday_or_at_a_weekend() -> None:
    holiday = CautionFacts(ENGLAND, date(2022, 5, 2), 2)
    assert [caution.sentence for caution in cautions(holiday)] == [
        "The first on-site day, Monday 2 May 2022, is a bank holiday (May Day)."
    ]
    weekend = replace(holiday, first_day=date(2022, 5, 7))
    assert [caution.sentence for caution in cautions(weekend)] == [
        "The first on-site day, Saturday 7 May 2022, is a Saturday."
    ]


@pytest.mark.parametrize(
    ("changes", "code", "event", "sentence"),
    [
        (
            {"survey_opens_on": date(2022, 5, 7)},
            "survey_opens_day_off",
            "survey_opens",
            "The survey opens on Saturday 7 May 2022, which is a Saturday.",
        ),
        (
            {"survey_closes_on": date(2022, 5, 15)},
            "survey_closes_day_off",
            "survey_closes",
            "The survey closes on Sunday 15 May 2022, which is a Sunday.",
        ),
        (
            {"survey_opens_on": date(2022, 5, 2)},
            "survey_opens_day_off",
            "survey_opens",
            "The survey opens on Monday 2 May 2022, which is a bank holiday (May Day).",
        ),
        (
            {"survey_opens_on": date(2022, 4, 29)},
            "survey_holiday",
            "survey_opens",
            "A bank holiday falls while the survey is open: May Day, Monday 2 May 2022. "
            "Parents have one working day less to answer.",
        ),
    ],
)
def test_g16_survey_on_days_off(changes: dict[str, date], code: str, event: str, sentence: str) -> None:
    assert said(**changes) == [(code, event, sentence)]


def test_survey_in_a_school_holiday_of_the_area() -> None:
    assert said(school_holidays=((date(2022, 5, 16), date(2022, 5, 16), "an inset day"),)) == [
        (
            "survey_school_holiday",
            "survey_opens",
            "The survey is open in a school holiday of the area (an inset day, Monday 16 May 2022 to Monday "
            "16 May 2022). Fewer parents may hear of it.",
        )
    ]


@pytest.mark.parametrize(
    ("first", "last", "start"),
    [
        (date(2022, 5, 17), date(2022, 5, 20), "The whole visit is in"),
        (date(2022, 5, 18), date(2022, 5, 20), "2 on-site days are in"),
        (date(2022, 5, 19), date(2022, 5, 20), "1 on-site day is in"),
    ],
)
def test_on_site_days_in_a_school_holiday(first: date, last: date, start: str) -> None:
    ((code, event, sentence),) = said(school_holidays=((first, last, "half term"),))
    assert (code, event) == ("visit_school_holiday", None)
    assert sentence.startswith(f"{start} a school holiday of the area (half term, ")


def test_team_clash_names_person_case_and_days() -> None:
    assert said(
        bookings=(
            Booking("Robin Field", "kent-2022", date(2022, 5, 16), date(2022, 5, 18)),
            Booking("Sam Hill", "devon-2022", date(2022, 5, 19), date(2022, 5, 24)),
        )
    ) == [
        (
            "team_clash",
            None,
            "Robin Field is also on site for kent-2022 from Tuesday 17 May 2022 to Wednesday 18 May 2022.",
        ),
        ("team_clash", None, "Sam Hill is also on site for devon-2022 on Thursday 19 May 2022."),
    ]


def test_g5_revisit_later_than_18_months() -> None:
    assert said(fit_for_purpose_on=date(2020, 11, 16)) == [
        (
            "late_revisit",
            None,
            "The visit starts after Monday 16 May 2022, 18 months from the day when the statement of action "
            "was declared fit for purpose (Monday 16 November 2020).",
        )
    ]


def test_g26_final_letter_beyond_day_28() -> None:
    assert said(final_on=date(2022, 7, 1)) == [
        (
            "late_final_sent",
            "final_sent",
            "The final letter is planned for Friday 1 July 2022: 1 working day after Thursday 30 June 2022, "
            "the day 28 working days from the end of the visit.",
        )
    ]
    assert said(final_on=date(2022, 7, 4), final_is_actual=True)[0][2].startswith(
        "The final letter was sent on Monday 4 July 2022: 2 working days after"
    )


def test_g26_publication_beyond_day_33() -> None:
    assert said(published_on=date(2022, 7, 8)) == [
        (
            "late_published",
            "published",
            "The letter is planned to be published on Friday 8 July 2022: 1 working day after Thursday 7 "
            "July 2022, the day 33 working days from the end of the visit.",
        )
    ]
    assert said(published_on=date(2022, 7, 11), published_is_actual=True)[0][2].startswith(
        "The letter was published on Monday 11 July 2022: 2 working days after"
    )


def test_g26_a_letter_sent_at_the_weekend_after_is_late_too() -> None:
    facts = replace(GOOD, first_day=date(2022, 5, 18), survey_closes_on=None, final_on=date(2022, 7, 2))
    (caution,) = [found for found in cautions(facts) if found.code == "late_final_sent"]
    assert "Saturday 2 July 2022: after Friday 1 July 2022," in caution.sentence


def test_cautions_come_in_the_order_of_the_way_through() -> None:
    codes = [
        code
        for code, _, _ in said(
            notified_on=date(2022, 5, 4), fit_for_purpose_on=date(2020, 1, 1), final_on=date(2022, 8, 1)
        )
    ]
    assert codes == ["short_notice", "late_revisit", "late_final_sent"]
