"""The demo's people: one a role, and the lead inspectors whom the four letters name."""

from datetime import date

from inspections.importing.areas import organisation
from inspections.models import LocalArea
from revisits.accounts.demo_people import MAIL_DOMAIN
from revisits.accounts.kinds import Kind
from revisits.accounts.models import Membership, Organisation, User
from revisits.accounts.roles import Role

SINCE = date(2017, 1, 1)
LEADS = ("Paul Wilson", "Claire Prince", "Deb Jenkins", "Pippa Jackson Maitland")

# Who works for a national body: role, mailbox, name, organisation.
NATIONAL = (
    (Role.CQC_INSPECTOR, "cqc", "Demo CQC inspector", Kind.CQC, "Care Quality Commission"),
    (Role.SUPPORT, "support", "Demo inspection support", Kind.OFSTED, "Ofsted"),
    (Role.HMI, "hmi", "Demo HMI", Kind.OFSTED, "Ofsted"),
    (Role.SENIOR_HMI, "senior-hmi", "Demo Senior HMI", Kind.OFSTED, "Ofsted"),
    (Role.CQC_QA, "cqc-qa", "Demo CQC quality assurance", Kind.CQC, "Care Quality Commission"),
    (Role.DFE_ADVISER, "dfe", "Demo DfE adviser", Kind.DFE, "Department for Education"),
    (Role.NHSE_ADVISER, "nhse", "Demo NHS England adviser", Kind.NHSE, "NHS England"),
    (Role.ADMINISTRATOR, "administrator", "Demo administrator", Kind.OFSTED, "Ofsted"),
)
# Who works for the four areas: role, mailbox, name, and whether for authority, health body or forum.
LOCAL = (
    (Role.LANO, "lano", "Demo nominated officer", Kind.LOCAL_AUTHORITY),
    (Role.DCS, "dcs", "Demo director of children's services", Kind.LOCAL_AUTHORITY),
    (Role.AREA_CONTRIBUTOR, "contributor", "Demo area contributor", Kind.LOCAL_AUTHORITY),
    (Role.HEALTH_OFFICER, "health", "Demo health nominated officer", Kind.HEALTH),
    (Role.HEALTH_CHIEF_EXECUTIVE, "health-chief", "Demo health chief executive", Kind.HEALTH),
    (Role.PCF, "forum", "Demo forum representative", Kind.FORUM),
)


REPRESENTATIVE = "representative"


def make_people(areas: list[LocalArea]) -> None:
    """Make who is missing; a second time changes nothing."""
    ofsted = organisation(Kind.OFSTED, "Ofsted")
    for name in LEADS:
        lead = _lead(name, ofsted)
        _member(lead, ofsted, Role.LEAD_HMI)
    for role, mailbox, name, kind, employer in NATIONAL:
        _member(_person(mailbox, name), organisation(kind, employer), role)
    for role, mailbox, name, kind in LOCAL:
        person = _person(mailbox, name)
        for area in areas:
            for body in _bodies(area, kind):
                _member(person, body, role)
    _person(REPRESENTATIVE, "Demo named representative")


def person(mailbox: str) -> User:
    """A demo person by their mailbox, as they are now."""
    return User.objects.get(email=f"{mailbox}@{MAIL_DOMAIN}")


def _lead(name: str, ofsted: Organisation) -> User:
    """The importing of cases may have made them, without an address."""
    lead = User.objects.filter(name=name, memberships__organisation=ofsted).first()
    lead = lead or User.objects.create_user(None, name, title="Her Majesty's Inspector")
    if not lead.email:
        lead.email = f"{name.lower().replace(' ', '.')}@{MAIL_DOMAIN}"
        lead.save()
    return lead


def _person(mailbox: str, name: str) -> User:
    email = f"{mailbox}@{MAIL_DOMAIN}"
    return User.objects.filter(email=email).first() or User.objects.create_user(email, name)


def _bodies(area: LocalArea, kind: Kind) -> list[Organisation]:
    if kind == Kind.HEALTH:
        return list(area.health_bodies.all())
    body = area.forum if kind == Kind.FORUM else area.authority
    return [body] if body else []


def _member(person: User, body: Organisation, role: Role) -> None:
    Membership.objects.get_or_create(user=person, organisation=body, role=role, defaults={"starts_on": SINCE})
