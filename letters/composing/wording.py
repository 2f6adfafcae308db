"""The words that the letters to parents share; what differs between versions of the guidance is in wording_*.

An issued letter keeps its own text: a change of wording is a new template version and edits no old letter.
"""

from dataclasses import dataclass

LETTERHEAD = ("Ofsted", "Agora", "6 Cumberland Place", "Nottingham", "NG1 6HJ")
LETTERHEAD_TEXTPHONE = "Textphone 0161 618 8524"
LETTERHEAD_WEBSITE = "www.gov.uk/ofsted"
LASEND_EMAIL = "Lasend.support@ofsted.gov.uk"

INSPECTION_GUIDANCE_URL = (
    "https://www.gov.uk/government/publications/local-area-send-inspection-guidance-for-inspectors"
)
OFSTED_PRIVACY_EMAIL = "informationrequest@ofsted.gov.uk"
CQC_PRIVACY_EMAIL = "information.access@cqc.org.uk"
OFSTED_PRIVACY_URL = (
    "https://www.gov.uk/government/publications/ofsted-privacy-notices/"
    "social-care-ofsted-privacy-notice#local-area-send-inspections"
)
CQC_PRIVACY_URL = "http://www.cqc.org.uk/about-us/our-policies/privacy-statement"
SEND_GUIDE_URL = "https://www.gov.uk/government/publications/send-guide-for-parents-and-carers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One version of the letter. Names in braces are facts; `parents.py` says which passage is there when."""

    template_version: str
    heading: str
    evaluates: str
    updated_guidance: str | None
    several_ways: str
    gathers: str
    other_methods: str | None
    always_states_focus: bool
    survey_again: str | None
    forum_in_discussions: bool
    officers: str
    privacy_notice: str
    scope: str

    circulation: str = "Letter to be circulated to parents and carers by {authority}."
    announcement: str = (
        "Ofsted and the Care Quality Commission (CQC) will carry out jointly a re-visit of your local area "
        "following the previous inspection that took place between {dates}."
    )
    speaking: str = (
        "During the re-visit, Ofsted and CQC inspectors will be keen to speak to as many children and young "
        "people and their parents and carers as possible, specifically about the weaknesses identified in "
        "the WSOA."
    )
    meetings_online: str = "These meetings may take place online."
    contribute: str = (
        "How can local children, young people, parents and carers contribute their views during this local "
        "area re-visit?"
    )
    online_survey: str = "an online survey"
    face_to_face_meeting: str = "a face-to-face open meeting"
    remote_meeting: str = "an open meeting"
    by_email: str = "email"
    focus: str = "The focus of the {subjects} will be set by the inspectors and will be based on the WSOA."
    survey: str = (
        "Parents and carers who would like to take part in this survey can follow this internet link: "
        "{link}. The survey will open at {opens} and close at {closes}."
    )
    open_meeting: str = (
        "An open meeting, which will focus on areas identified in the WSOA, will take place on {meeting}."
    )
    email: str = "Parents and carers can email their contributions to {address}."
    forum_details: str = (
        "Parents and carers can contact {forum} to request details of how to be part of the discussions "
        "between parents and carers and the Ofsted/CQC re-visit team."
    )
    forum_further_details: str = (
        "Also, parents and carers can contact {forum} to request any further details of how to be part of "
        "the discussions between parents and carers and the Ofsted/CQC re-visit team."
    )
    forum_contribute: str = (
        "Parents and carers can contact {forum} to find out more about how they can contribute their views "
        "during the local area re-visit."
    )
    details: str = (
        "Details about the local area SEND re-visit will be available on your local authority's "
        "website{website} and distributed through the local area's {health_bodies}."
    )
    ccgs: str = "Clinical Commissioning Group/s (CCGs)"
    icbs: str = "Integrated Care Board/s (ICBs)"
    information_heading: str = "Information gathered during the re-visit"
    information: str = (
        "During this re-visit, inspectors may collect information about children and young people in the "
        "area. They may look at local area records, speak to {officers} and leaders at educational settings, "
        "and speak to children, young people and parents or carers. No names will be recorded, but some of "
        "the information collected may identify a particular child, young person or adult. Ofsted and the "
        "CQC will use this information to prepare their re-visit outcomes letter, and for the purposes set "
        "out in their privacy notices. No information will be published that identifies any individual in "
        "the outcomes letter."
    )
    privacy: str = (
        "If you wish to know more about how we use the information, please see our privacy notice relating "
        "to {notice} on our website. If you have any concerns about our use of personal data, please email "
        "{ofsted} and/or the CQC at {cqc}."
    )
    privacy_links: str = (
        "Information on Ofsted's and the CQC's privacy notices is available on the links below:"
    )
    send_guide: str = (
        "You will find information on local areas' duties towards children and young people with special "
        "educational needs and/or disabilities on the Department for Education's website: {link}."
    )
    farewell: str = "Yours sincerely"
