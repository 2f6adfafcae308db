"""Filling the forms of the set-up by their labels, as a person would."""

from playwright.sync_api import Page

AREA = {
    "Name of the area": "Essex",
    "Local authority": "Essex County Council",
    "ONS code (optional)": "E10000012",
    "Health bodies (optional)": "Mid Essex CCG\nWest Essex CCG",
}
WEAKNESSES = (
    "Potential over-identification of moderate learning difficulties",
    "Quality of education, health and care plans",
    "Joint commissioning",
)


def fill_date(page: Page, legend: str, day: int, month: int, year: int) -> None:
    group = page.get_by_role("group", name=legend)
    for label, value in (("Day", day), ("Month", month), ("Year", year)):
        group.get_by_label(label).fill(str(value))


def go_on(page: Page, button: str = "Save and go on") -> None:
    page.get_by_role("button", name=button, exact=True).click()


def set_up_to_the_dates(page: Page) -> None:
    """The first five steps, for Essex; the lead is whoever is signed in."""
    page.get_by_role("link", name="New re-visit", exact=True).click()
    go_on(page, "Start")
    for label, value in AREA.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Region (optional)").select_option("East of England")
    go_on(page)
    fill_date(page, "First day of the initial inspection", 30, 9, 2019)
    fill_date(page, "Last day of the initial inspection", 4, 10, 2019)
    page.get_by_label("Paul Wilson", exact=True).check()
    go_on(page)
    fill_date(page, "When was it declared fit for purpose?", 16, 11, 2020)
    go_on(page)
    page.get_by_label("The weaknesses that the statement names").fill("\n".join(WEAKNESSES))
    go_on(page)
    page.get_by_label("CQC inspector (optional for now)").select_option("Demo CQC inspector")
    page.get_by_label("Why this CQC inspector").fill("Nobody else was free")
    page.get_by_label("LA SEND experience of this CQC inspector").fill("Nine years of SEND")
    go_on(page)


def fill_dates(page: Page) -> None:
    """The sixth step: 17 to 19 May 2022 by the guidance of 2022, without an open meeting."""
    page.get_by_label("2022 (updated guidance)").check()
    page.get_by_label("3 days").check()
    page.get_by_label("There is an open meeting for parents").uncheck()
    fill_date(page, "First on-site day", 17, 5, 2022)
