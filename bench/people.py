"""The people and areas of a bench."""

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.test import Client

from inspections.models import LocalArea, SchoolHoliday
from revisits.accounts.models import Membership, Organisation, User
from revisits.accounts.roles import Role
from revisits.accounts.sealing import seal

SINCE = date(2017, 1, 1)
OTHERS = 60
HOLIDAYS_A_YEAR = ((2, 14), (4, 4), (5, 30), (7, 25), (10, 24), (12, 19))
YEARS = range(2022, 2025)


@dataclass(frozen=True)
class People:
    leads: list[User]
    others: list[User]
    support: User


def make_people(leads: int) -> People:
    ofsted = Organisation.objects.create(kind=Organisation.Kind.OFSTED, name="Ofsted")
    return People(
        leads=_people(ofsted, Role.LEAD_HMI, leads),
        others=_people(ofsted, Role.HMI, OTHERS),
        support=_people(ofsted, Role.SUPPORT, 1)[0],
    )


def _people(organisation: Organisation, role: Role, count: int) -> list[User]:
    found = User.objects.bulk_create(
        User(email=f"{role}-{number}@bench.example", name=f"{role.label} {number}", password="!")
        for number in range(1, count + 1)
    )
    Membership.objects.bulk_create(
        Membership(user=user, organisation=organisation, role=role, starts_on=SINCE) for user in found
    )
    secret = seal("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    Authenticator.objects.bulk_create(
        Authenticator(user=user, type=Authenticator.Type.TOTP, data={"secret": secret}) for user in found
    )
    return found


def make_areas(count: int) -> None:
    """Areas 1 to `count`, over all regions, with authority, forum and school holidays."""
    regions = LocalArea.Region.values
    for number in range(1, count + 1):
        name = f"Area {number:03}"
        authority = Organisation.objects.create(
            kind=Organisation.Kind.LOCAL_AUTHORITY, name=f"{name} Council"
        )
        forum = Organisation.objects.create(
            kind=Organisation.Kind.FORUM, name="Parent Carer Forum", email="forum@bench.example"
        )
        LocalArea.objects.create(
            pk=number,
            name=name,
            code=f"E{number:08}",
            region=regions[number % len(regions)],
            authority=authority,
            forum=forum,
        )
    SchoolHoliday.objects.bulk_create(
        SchoolHoliday(
            area_id=number,
            name="School holiday",
            first_day=date(year, month, day),
            last_day=date(year, month, day + 4) if day < 26 else date(year, month, day),
        )
        for number in range(1, count + 1)
        for year in YEARS
        for month, day in HOLIDAYS_A_YEAR
    )


def session(user: User) -> str:
    """The cookie of a person who is signed in."""
    browser = Client()
    browser.force_login(user)
    return browser.cookies["sessionid"].value
