"""The words that the style of letters advises against, and what to write instead (plain English)."""

# What is heavy, and what says the same.
PLAINER = {
    "a number of": "say how many, or “some”",
    "a range of": "say which",
    "accordingly": "so",
    "as a consequence of": "because of",
    "at this point in time": "now, or then",
    "commence": "start",
    "commenced": "started",
    "due to the fact that": "because",
    "endeavour": "try",
    "endeavoured": "tried",
    "facilitate": "help",
    "facilitated": "helped",
    "for the purpose of": "to, or for",
    "going forward": "leave it out, or say when",
    "holistic": "whole, or say what it takes in",
    "in accordance with": "under, or by",
    "in order to": "to",
    "in relation to": "about",
    "in respect of": "about, or for",
    "in terms of": "say it without",
    "in the event that": "if",
    "key stakeholders": "say who",
    "leverage": "use",
    "on a regular basis": "regularly, or say how often",
    "prior to": "before",
    "robust": "say what is strong about it",
    "stakeholders": "say who",
    "subsequent to": "after",
    "subsequently": "later, or then",
    "the majority of": "most",
    "timely": "in time, or say how soon",
    "utilise": "use",
    "utilised": "used",
    "with regard to": "about",
    "with regards to": "about",
    "with respect to": "about",
}

# One name for the area and one spelling in one letter.
HOUSE_WORDS = {
    "the local area's": "the area's",
    "the local area": "the area",
    "the LA's": "the area's, or the authority's",
    "the LA": "the area, or the local authority",
    "re-visit": "revisit",
    "re-visits": "revisits",
    "re-visited": "revisited",
    "SEN children": "children with special educational needs",
}

# Participles without "ed" that letters like these use.
PARTICIPLES = (
    "begun|brought|built|chosen|done|drawn|driven|found|given|held|kept|known|led|made|met|overseen|put|"
    "seen|sent|set|shown|spent|taken|taught|told|understood|written"
)
# "-ed" after a form of "be" that says how somebody is, not what was done.
STATES = frozenset({"concerned", "interested", "limited", "pleased", "tired", "worried", "committed", "need"})

# Who acts in these letters, and what they do when it is told as if it were today.
ACTORS = (
    "parents|carers|leaders|inspectors|children|young people|families|staff|professionals|practitioners|"
    "schools|settings|officers|they"
)
PRESENT = (
    "are|do|have no|know|say|tell|feel|report|think|describe|receive|work|use|get|find|want|need|wait|believe|"
    "recognise|understand|plan|continue|remain"
)
