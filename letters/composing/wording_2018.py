"""The letter under the guidance of 2018, as it went out in 2019 and 2020: "serious" weaknesses."""

from letters.composing.wording import Wording

WORDING_2018 = Wording(
    template_version="parents-2018.1",
    heading=(
        "Re-visit of {authority} issued with a written statement of action from {first_day} to {last_day}."
    ),
    evaluates=(
        "The re-visit will evaluate how effectively leaders have addressed the areas of serious weaknesses "
        "detailed in the written statement of action (WSOA)."
    ),
    updated_guidance=None,
    several_ways=(
        "There are several ways in which children, young people, parents and carers from your provision can "
        "engage with the re-visit process and contribute their views."
    ),
    gathers="The inspectors will gather the contributions of parents and families through {methods}.",
    other_methods=None,
    always_states_focus=True,
    survey_again=(
        "Parents and carers can submit their contributions via the online survey using the link provided "
        "above."
    ),
    forum_in_discussions=True,
    officers="area officers",
    privacy_notice="LASEND",
    scope=(
        "While we recognise that many parents and carers may have views on their experience that extend "
        "beyond the focus of the WSOA, we would like parents and carers to understand that the focus of the "
        "inspectors during the re-visit will only be the serious weaknesses identified at the previous "
        "inspection. The re-visit team will consider how well leaders have addressed each of the areas of "
        "serious weaknesses detailed in the WSOA. We will not be able to follow up or comment upon "
        "individual cases."
    ),
)
