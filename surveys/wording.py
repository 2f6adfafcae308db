"""The words of the survey's own pages and of its paper form, in English, and in what they were translated into.

Placeholders stand in braces; a translation keeps each of them. Words come from here and from `PageWording` rows that
somebody checked; neither runs through the template engine.
"""

from collections.abc import Mapping
from string import Formatter

from surveys.models import PageWording

ENGLISH: dict[str, str] = {
    # On every page.
    "name": "Survey for parents and carers",
    "back_to_visit": "About the re-visit to {area}",
    "progress": "Question {number} of {total}",
    "continue": "Continue",
    "back": "Back",
    "skip_hint": "You need not answer. Leave it empty and continue.",
    "language": "Language",
    "look": "How the page looks",
    "look_large": "Large print",
    "look_usual": "Usual print",
    "look_plain": "Plain layout",
    "look_full": "Usual layout",
    "problem": "There is a problem",
    # Start.
    "start.lead": "Inspectors from Ofsted and the Care Quality Commission (CQC) visit {area} again. They want to "
    "know how things are for children and young people with special educational needs and disabilities (SEND) and "
    "their families.",
    "start.asked": "There are {total} questions. It takes about {minutes} minutes. You can leave out any of them.",
    "start.anonymous": "It is anonymous. We do not ask your name, we do not keep the address of your device, and we "
    "use no cookies. Please write no names, and nothing that shows who you or your child are.",
    "start.back": "To go back, use the button “Back” on the page and not your browser’s. So you lose nothing. "
    "Inspectors get nothing until you press “Send my answers”.",
    "start.open": "Open until {closes}, London time.",
    "start.button": "Start now",
    "start.return": "Go on with answers that you saved, or change what you sent",
    "start.kept_here": "There are answers on this device that were not sent.",
    "start.go_on": "Go on with them",
    "start.clear": "Clear what I typed",
    "start.cleared": "What you typed is cleared from this device.",
    # How it stands.
    "state.to_follow": "The survey is not ready yet. The questions or the dates are to follow. Look here again later.",
    "state.coming": "The survey is not open yet. It opens at {opens}, London time, and closes at {closes}.",
    "state.closed": "The survey is closed. It closed at {closes}, London time.",
    "state.grace": "The survey closed at {closes}. You began before that: you can send your answers until {until}.",
    "state.grace_start": "The survey closed at {closes}. If you began before that, you can still send your answers "
    "until {until}.",
    "state.postponed": "The re-visit is postponed. The survey is not open. The new dates will be on the page about "
    "the re-visit.",
    "state.replaced": "Another survey has taken the place of this one. The page about the re-visit says why, and where "
    "you can answer now. What you sent here is counted.",
    "state.cancelled": "The re-visit is cancelled. There is no survey.",
    "state.broken": "The survey does not work at the moment. If you have begun, you can still send your answers.",
    # Other ways.
    "other.heading": "Other ways to tell inspectors",
    "other.email": "Write an e-mail to {email}.",
    "other.paper": "Print the survey and send it back (PDF)",
    "other.paper_large": "The same in large print (PDF)",
    "other.forum": "Ask your parent carer forum, {forum}: {email}",
    "other.forum_plain": "Ask your parent carer forum, {forum}.",
    "other.help": "For Braille, another language, or help by phone, write to {email}.",
    # A question.
    "question.one": "Choose one answer.",
    "question.several": "Choose all that apply.",
    "question.words": "In your own words. At most {most} letters and spaces.",
    "question.none": "I do not want to answer",
    "question.too_long": "Your answer has {length} letters and spaces. At most {most} fit: please shorten it.",
    "answer.dont_know": "Don’t know",
    "answer.no_names": "Please write no names, and nothing that shows who you or your child are.",
    # Saving for later.
    "save.button": "Save and come back later",
    "save.heading": "Your answers are saved, but not sent",
    "save.until": "Come back with this code and send them by {closes}, London time.",
    "code.heading": "Your code",
    "code.keep": "Write it down or take a picture. We show it only here, and nobody can find it again if it is lost.",
    "save.go_on": "Go on answering now",
    # Coming back.
    "return.heading": "Go on with your answers",
    "return.label": "Your code",
    "return.hint": "12 letters and digits. Capitals, spaces and dashes make no difference.",
    "return.button": "Show my answers",
    "return.unknown": "There are no answers with this code. Check it letter by letter.",
    "return.lost": "Is the code lost? Nobody can find it again. You can answer the survey anew.",
    "return.too_often": "This was tried too often in a short time. Try again in an hour.",
    # Checking.
    "check.heading": "Check your answers",
    "check.change": "Change",
    "check.change_what": "your answer to question {number}",
    "check.again": "You sent answers before. What you send now takes their place.",
    "check.names": "You may be telling who somebody is",
    "check.names_why": "Please look at these words again. You can change them, or send your answers as they are.",
    "check.names_where": "Question {number}",
    "check.empty": "You have answered no question yet.",
    "check.button": "Send my answers",
    "check.working": "Your device is making a short check against misuse. You can send your answers meanwhile.",
    "check.trap": "Leave this field empty",
    "check.old": "This page was open for a long time. Look through your answers and send them again.",
    "check.too_often": "Too many answers came from your network in a short time. Your answers are still on this "
    "page. Try again in an hour, or use another way.",
    # Sent.
    "sent.heading": "Thank you. Your answers are sent",
    "sent.replaced": "Thank you. Your new answers took the place of those before",
    "sent.what": "Inspectors read them with those of other parents and carers. What is published names nobody.",
    "sent.change": "With this code you can change your answers until {closes}, London time.",
    "sent.device": "What you typed is cleared from this device.",
    # Answers that cannot be sent any more.
    "late.heading": "Your answers could not be sent",
    "late.what": "Below is what you answered. You can copy it and use another way.",
    # On the device.
    "device.kept": "What you type is kept on this device until you send it.",
    "device.not_kept": "This device keeps nothing. Send your answers before you close the page, or save them with "
    "a code.",
    "device.offline": "No connection. What you typed is kept on this device. Try again when you are connected.",
    "device.clear": "Clear what I typed",
    "device.clear_sure": "Clear all that you typed on this device?",
    # The paper form.
    "paper.lead": "You can answer on paper. Leave out any question. Please write no names.",
    "paper.one": "Tick one box.",
    "paper.several": "Tick all boxes that apply.",
    "paper.words": "Write in your own words. You can add sheets.",
    "paper.send": "Where to send it",
    "paper.to": "Send the form, or a picture of it, by {closes}, London time, to {email}.",
    "paper.forum": "Or give it to your parent carer forum, {forum}.",
    "paper.online": "You can answer online instead: {address}",
    "paper.english": "The paper form is in English: at the moment it cannot be printed in {language}.",
    "paper.anonymous": "We do not record who sent a form. Its answers are typed into the survey by the inspectors’ "
    "office, and are then treated like all others.",
}


def words(code: str) -> Mapping[str, str]:
    """Every text of the pages in a language, by its key; English where it is not translated and checked."""
    if code == "en":
        return ENGLISH
    checked = PageWording.objects.filter(language=code, checked_at__isnull=False)
    known = {key: text for key, text in checked.values_list("key", "text") if keeps_placeholders(key, text)}
    return {**ENGLISH, **known}


def complete(code: str) -> bool:
    """Whether every text of the pages is translated and checked, so that the survey may be offered in it."""
    if code == "en":
        return True
    checked = PageWording.objects.filter(language=code, checked_at__isnull=False).values_list("key", "text")
    return ENGLISH.keys() <= {key for key, text in checked if keeps_placeholders(key, text)}


def placeholders(text: str) -> set[str]:
    """The names in braces. Raises ValueError where the braces do not pair, or hold more than a name."""
    found = set()
    for _, name, spec, conversion in Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            raise ValueError(f"Put a name alone between braces, not {{{name}}}.")
        found.add(name)
    return found


def keeps_placeholders(key: str, text: str) -> bool:
    """Whether a translation of the text `key` has each placeholder of the English, and no other."""
    try:
        return key in ENGLISH and placeholders(text) == placeholders(ENGLISH[key])
    except ValueError:
        return False
