"""What was done to the record behind the program is found, each kind by its name and place."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command

from revisits.record import checking
from revisits.record.actions import seal as sealing
from revisits.record.actions.dispose import dispose_of
from revisits.record.models import Disposal, Entry, Seal
from tests.cast import NOW, Cast
from tests.record.behind import behind

BATCH = 10


@pytest.fixture
def sealed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The numbers of the entries of the second of several seals."""
    monkeypatch.setattr(sealing, "BATCH", BATCH)
    assert sealing.seal_entries() > 4
    yield [number for first, last in Seal.objects.get(number=2).ids for number in range(first, last + 1)]


def faults(head: str = "") -> list[str]:
    return [fault.partition(" (sealed")[0] for fault in checking.faults(head=head)]


def test_an_honest_record_has_no_fault(sealed: list[int], cast: Cast) -> None:
    cast.done("information_request")
    assert faults() == []
    assert faults(head=str(Seal.objects.order_by("number").last())) == []


@pytest.mark.parametrize(
    "change",
    [
        "why = 'x'", "person = 99", "at = at + interval '1 microsecond'", "means = 'x'", "login = 'x'",
        """after = after || '{"id": 0}'""", "operation = 'read'", '"case" = 0', "area = 0", '"row" = 0', '"table" = 0',
        "before = '{}'",
    ],
)  # fmt: skip
def test_an_altered_entry_is_named(sealed: list[int], change: str) -> None:
    behind(f"UPDATE record_entry SET {change} WHERE id = %s", sealed[3])
    assert faults() == [f"Altered: entry {sealed[3]} of seal 2"]


def test_removed_entries_are_named(sealed: list[int]) -> None:
    behind("DELETE FROM record_entry WHERE id = ANY(%s)", [sealed[0], sealed[4], sealed[5]])
    assert faults() == [f"Removed: entries {sealed[0]}, {sealed[4]} to {sealed[5]} of seal 2"]


def test_entries_in_another_order_are_named(sealed: list[int]) -> None:
    one, other = sealed[1], sealed[2]
    for before, after in ((one, 0), (other, one), (0, other)):
        behind("UPDATE record_entry SET id = %s WHERE id = %s", after, before)
    assert faults() == [
        f"Reordered: entry {one} of seal 2",
        f"Reordered: entry {other} of seal 2",
    ]


def test_an_inserted_entry_is_named(sealed: list[int]) -> None:
    behind("UPDATE record_entry SET id = -1 WHERE id = %s", sealed[0])
    assert faults() == [
        f"Removed: entry {sealed[0]} of seal 2",
        "Inserted: entry -1, after its time was sealed.",
    ]


def test_a_seal_that_was_altered_removed_or_put_elsewhere_is_named(sealed: list[int]) -> None:
    behind("UPDATE record_seal SET at = at - interval '1 day' WHERE number = 3")
    assert faults() == ["Altered: seal 3 itself."]
    behind("DELETE FROM record_seal WHERE number = 3")
    removed, *entries = faults()
    assert removed == "Removed: seal 3 of the chain."
    assert len(entries) == BATCH
    assert all(fault.startswith("Inserted: entry") for fault in entries)


def test_a_chain_cut_short_or_made_anew_is_found_by_the_head_that_was_written_down(sealed: list[int]) -> None:
    head = Seal.objects.order_by("number").last()
    assert head
    behind("DELETE FROM record_entry WHERE id > %s", Seal.objects.get(number=2).last)
    behind("DELETE FROM record_seal WHERE number > 2")
    assert faults() == []
    assert faults(head=str(head)) == [
        f"Removed: seal {head.number}, which was written down, is not in the chain."
    ]
    behind("DELETE FROM record_seal")
    behind("UPDATE record_entry SET why = 'another story' WHERE id = %s", sealed[0])
    written = Seal.objects.count()
    sealing.seal_entries()
    assert written == 0
    assert faults() == []
    assert faults(head=f"2:{'0' * 64}") == [
        "Altered: seal 2 is not the one that was written down: the chain was made anew."
    ]


def test_a_head_that_is_none_is_said(sealed: list[int]) -> None:
    assert faults(head="rubbish") == ["Removed: seal rubbish, which was written down, is not in the chain."]


def test_after_disposal_the_chain_still_holds(sealed: list[int], cast: Cast) -> None:
    seal = Seal.objects.get(number=2)
    dispose_of(seal=seal, by=cast.owner.pk, why="seven years", at=NOW)
    assert not Entry.objects.filter(pk__in=sealed).exists()
    assert faults() == []
    told = Entry.objects.get(operation=Entry.Operation.DISPOSE)
    assert (told.person, told.why, told.row) == (cast.owner.pk, "seven years", "2")
    dispose_of(seal=seal, by=cast["support"].pk, why="again", at=NOW)
    assert Disposal.objects.count() == Entry.objects.filter(operation="dispose").count() == 1


def test_the_entry_of_a_disposal_may_go_with_its_own_seal(sealed: list[int], cast: Cast) -> None:
    dispose_of(seal=Seal.objects.get(number=2), by=cast.owner.pk, why="seven years", at=NOW)
    sealing.seal_entries()
    holding = Seal.objects.order_by("number").last()
    assert holding
    dispose_of(seal=holding, by=cast.owner.pk, why="seven years", at=NOW)
    assert faults() == []


def test_a_disposal_that_nobody_put_on_record_is_found(sealed: list[int]) -> None:
    behind("INSERT INTO record_disposal (seal_id, entry, at) VALUES (2, 0, now())")
    assert faults() == [
        "Inserted: entries of seal 2, which was disposed of.",
        "Removed: seal 2 was disposed of, and no entry says by whom.",
    ]


def test_the_command_says_what_it_found_and_fails(
    sealed: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("check_record")
    honest = capsys.readouterr().out
    assert f"Head: {Seal.objects.order_by('number').last()}" in honest
    assert honest.endswith("The record is what was sealed.\n")
    behind("UPDATE record_entry SET why = 'x' WHERE id = %s", sealed[0])
    with pytest.raises(SystemExit) as stopped:
        call_command("check_record")
    assert stopped.value.code == 1
    assert f"Altered: entry {sealed[0]} of seal 2" in capsys.readouterr().out
