"""One answer to "may this person see this?", and nobody sees what has no rule."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from inspections.models import CaseDraft, Revisit
from revisits.accounts.visibility import may_see, rule, ruled, visible
from tests.cast import NOW, Cast


def test_what_has_no_rule_is_seen_by_nobody(cast: Cast) -> None:
    draft = CaseDraft.objects.create(owner=cast.owner, updated_at=NOW)
    assert CaseDraft not in ruled()
    assert not visible(cast.owner, CaseDraft).exists()
    assert not may_see(cast.owner, draft)


def test_a_second_rule_for_a_model_is_refused() -> None:
    with pytest.raises(ValueError, match="Revisit has a rule already"):
        rule(Revisit)(lambda person: Revisit.objects.all())


def test_signed_out_nobody_sees_anything(cast: Cast) -> None:
    cast.notify()
    for model in ruled():
        assert model in apps.get_models()
        assert not visible(AnonymousUser(), model).exists()
