"""What the messages say."""

from notifications.domain.post import as_email
from notifications.models import OutboxMessage
from tests.leaks.scene import Scene
from tests.notifications.conftest import expand_all


def test_an_email_tells_nobody_what_they_may_not_read(scene: Scene) -> None:
    expand_all()
    names = {person.pk: name for name, person in scene.cast.people.items()}
    rows = list(OutboxMessage.objects.select_related("attach_letter"))
    assert rows
    for row in rows:
        said = as_email(row).message().as_string() + row.text + row.html + row.subject
        name = names.get(row.recipient_user_id or 0, "a mailbox")
        for marker in scene.markers:
            assert marker.tail not in said or name in marker.readers, f"{name} is sent {marker.stem}"
