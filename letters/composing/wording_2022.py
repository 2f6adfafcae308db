"""The letter under the guidance updated for the return to inspection, of 2022: "significant" weaknesses."""

from letters.composing.wording import Wording

WORDING_2022 = Wording(
    template_version="parents-2022.1",
    heading="Re-visit of {authority} from {first_day} to {last_day}",
    evaluates=(
        "The re-visit will evaluate how effectively leaders have addressed the areas of significant "
        "weaknesses detailed in the written statement of action (WSOA)."
    ),
    updated_guidance=(
        "The re-visit will be carried out in line with updated guidance about the return to Area SEND "
        "inspection, you can read this guidance {here}."
    ),
    several_ways=(
        "There are several ways in which children, young people, parents and carers can engage with the "
        "re-visit process and contribute their views."
    ),
    gathers="The inspectors will gather the contributions of parents and carers through {methods}.",
    other_methods="a range of other methods",
    always_states_focus=False,
    survey_again=None,
    forum_in_discussions=False,
    officers="local area officers",
    privacy_notice="area SEND",
    scope=(
        "While we recognise that many parents and carers may have views on their experience that extend "
        "beyond the focus of the WSOA, we would like parents and carers to understand that the focus of the "
        "inspectors during the re-visit will only be the areas of significant weakness identified at the "
        "previous inspection. The re-visit team will consider how well leaders have addressed each of the "
        "areas of significant weakness detailed in the WSOA. We will not be able to follow up or comment "
        "upon individual cases."
    ),
)
