"""The words that outcome letters share; what differs between versions of the guidance is in outcome_wording_*.

A frozen letter keeps its own text: a change of wording is a new template version and edits no old letter.
"""

from dataclasses import dataclass

from letters.composing.facts import Guidance


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeWording:
    """One version of the letter. Names in braces are facts or phrases made of them."""

    template_version: str
    kind: str  # of weakness: "serious" or "significant"

    title: str = "Joint area SEND revisit in {area}"
    document_title: str = "Outcome of the joint area SEND revisit in {area}, {days}"
    corrected: str = "Corrected on {on}:"
    salutation: str = "Dear {names}"
    purpose: str = (
        "From {days}, Ofsted and the Care Quality Commission (CQC) revisited the area of {area}. The sole "
        "purpose of the revisit was to decide whether the area had made sufficient progress in addressing "
        "{weaknesses} detailed in its written statement of action (WSOA)."
    )
    statement: str = (
        "As a result of the findings of the initial inspection, which took place {initial_days}, "
        "{majesty} Majesty's Chief Inspector (HMCI) determined that a WSOA was required because of "
        "{weaknesses} in the area's practice. HMCI determined that {bodies} were jointly responsible for "
        "submitting the WSOA to Ofsted."
    )
    fit: str = "It was declared fit for purpose on {fit_on}."
    fit_some_day: str = "It was later declared fit for purpose."
    successors: str = "On 1 July 2022, integrated care boards took over from clinical commissioning groups."
    team: str = (
        "The revisit was led by one of {majesty} Majesty's Inspectors from Ofsted, with an inspector from "
        "CQC. It was carried out under section 20(1) of the Children Act 2004."
    )
    outcome: str = "Outcome of the revisit"
    findings: str = "This letter sets out our findings."
    made: str = (
        "The area has made sufficient progress in addressing {share} identified at the initial inspection."
    )
    not_made: str = (
        "The area has not made sufficient progress in addressing {share} identified at the initial "
        "inspection."
    )
    rest: str = "It has not made sufficient progress in addressing {rest}."
    activities: str = "What inspectors did"
    decision_made: str = "The area has made sufficient progress in addressing this area of {kind} weakness."
    decision_not_made: str = (
        "The area has not made sufficient progress in addressing this area of {kind} weakness."
    )
    concern: str = "Other serious concern"
    concerns: str = "Other serious concerns"
    concern_goes: str = (
        "Ofsted and CQC will communicate this concern to the Department for Education (DfE) and NHS England. "
        "It will be used to determine the timing of the area's next inspection under any future local area "
        "SEND framework. It does not lead to a requirement for a new WSOA."
    )
    concerns_go: str = (
        "Ofsted and CQC will communicate these concerns to the Department for Education (DfE) and NHS "
        "England. They will be used to determine the timing of the area's next inspection under any future "
        "local area SEND framework. They do not lead to a requirement for a new WSOA."
    )
    next_steps: str = "Next steps"
    monitoring_ceases: str = (
        "As the area has made sufficient progress in addressing {share}, the monitoring visits from {dfe} "
        "and NHS England will cease."
    )
    others_decide: str = (
        "As the area has not made sufficient progress in addressing {share}, it is for {dfe} and NHS England "
        "to determine the next steps. This may include the use of the Secretary of State's powers of "
        "intervention. Ofsted and CQC will not carry out any further revisits unless directed to do so by "
        "the Secretary of State."
    )
    dfe_first: str = "the Department for Education (DfE)"
    dfe_again: str = "the DfE"
    farewell: str = "Yours sincerely"
    copies: str = "Copies to:"


WORDING_2018 = OutcomeWording(template_version="outcome-2018.1", kind="serious")
WORDING_2022 = OutcomeWording(template_version="outcome-2022.1", kind="significant")
WORDINGS: dict[Guidance, OutcomeWording] = {"2018": WORDING_2018, "2022": WORDING_2022}
