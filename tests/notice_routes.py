"""Addresses of messages, changes of plan and calendars: their rows."""

from tests.row import EDITORS, EVERYBODY, LEADS, MARKERS, NOBODY, OFFICE, OWNER, SENIOR, STAFF, TELLERS, Row

NOTICE_ROWS = (
    Row("plan", EDITORS, post=EDITORS),
    Row("plan-take-up", EVERYBODY, answer=405, post=EDITORS),
    Row("area-defer", frozenset({"lano", "dcs"}), post=frozenset({"lano", "dcs"})),
    Row("defer", EDITORS, post=EDITORS),
    Row("defer-decide", EDITORS, post=EDITORS),
    Row("calendars", EVERYBODY, post=EVERYBODY),
    Row("calendar-revoke", EVERYBODY, answer=405, post=EVERYBODY),
    Row("calendar-feed", NOBODY),
    Row("suspend", SENIOR, post=SENIOR),
    Row("suspension", STAFF),
    Row("holidays", OFFICE),
    Row("holiday-add", OFFICE, post=OFFICE),
    Row("holiday-withdraw", OFFICE, post=OFFICE),
    Row("notify", OWNER, post=OWNER),
    Row("notice-html", EVERYBODY, answer=405, post=OWNER),
    Row("notice-call-off", EVERYBODY, answer=405, post=OWNER),
    # Of what the lead is to do: those whom its reminders reach, and those who may mark it done.
    Row("reminder", MARKERS, post=MARKERS),
    Row("what-you-are-sent", EVERYBODY),
    Row("notices", STAFF),
    Row("distribution", STAFF),
    *(Row(name, EVERYBODY, answer=405, post=EDITORS) for name in ("chase-notice", "chase-notices")),
    Row("your-messages", EVERYBODY),
    Row("your-messages-opened", EVERYBODY, answer=405),
    # A message to the area's officer.
    Row("your-message", frozenset({"lano"}), opened=True),
    *(Row(name, TELLERS) for name in ("messages", "message", "message-html")),
    Row("survey", STAFF, post=EDITORS),
    Row("delivery", OFFICE),
    *(Row(f"delivery-{act}", EVERYBODY, answer=405, post=OFFICE) for act in ("try-again", "set-aside")),
    Row("delivery-clear", OFFICE, post=OFFICE),
    # No secret is set: nobody may report.
    Row("delivery-webhook", NOBODY, post=NOBODY),
    # None are sent, and only the leads of the two cases have agreed to them.
    Row("text-messages", LEADS, post=LEADS),
    Row("text-messages-stop", EVERYBODY, answer=405),
    # The link of no message.
    Row("unsubscribe", NOBODY),
)
