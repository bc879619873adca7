"""What is removed is nowhere any more; what is left says that it went and who had looked, and is not to be changed."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from perspectief.operations.notices.letters import announce
from perspectief.outbox.models import Message
from selfreferral.intake import accesslog, queue, retention
from selfreferral.intake.models import AccessRecord, Deed, Ground, Note, Outcome, PurgeRecord, Reason, Referral
from selfreferral.intake.removing import broken_at
from selfreferral.models import Kind, Letter
from selfreferral.public.submit import sealed_letter

DAY = timedelta(days=1)
PLANTED = "Plantqx7"
# These outlive it, by their id alone.
RECORDS = {"AccessRecord", "KeyDeed", "PurgeRecord"}


def _add(digest, kind, at):
    letter = sealed_letter(letter_id=Letter().pk, kind=kind, receipt_digest=digest, answers={"addition": PLANTED}, now=at)
    letter.save(force_insert=True)
    return letter


@pytest.fixture
def full(send_in, intake_worker, now):
    """A referral with everything that can belong to one, read and closed."""
    referral = send_in(name=PLANTED)
    person, digest = intake_worker.user, bytes(referral.letter.receipt_digest)
    for kind in (Kind.ADDITION, Kind.CORRECTION, Kind.WITHDRAWAL, Kind.ERASURE):
        _add(digest, kind, now - timedelta(minutes=5))
    announce(now=now)
    queue.add_note(referral_id=referral.pk, person=person, text=PLANTED, now=now)
    accesslog.record(referral=referral, person=person, at=now)
    accesslog.record_deed(deed=Deed.EXPORTED, keys="k", at=now, subject=referral.pk)
    queue.close(referral_id=referral.pk, person=person, outcome=Outcome.DECLINED, now=now)
    return referral


def _tables_with(values):
    """In which tables one of these stands, in whatever column, as text, number, digits or bytes."""
    needles = {form for value in values for form in _forms(value)}
    return {
        model.__name__
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values_list(*[field.attname for field in model._meta.concrete_fields])
        if any(needle in _raw(cell) for cell in row for needle in needles)
    }


def _forms(value):
    raw = value if isinstance(value, bytes) else getattr(value, "bytes", str(value).encode())
    forms = {raw, raw.hex().encode()}
    return forms | ({str(value).encode()} if not isinstance(value, bytes) else set())


def _raw(cell):
    return bytes(cell) if isinstance(cell, (bytes, memoryview)) else str(cell).encode()


def _everything_of(referral):
    letters = Letter.objects.filter(receipt_digest=bytes(referral.letter.receipt_digest))
    return [
        PLANTED,
        bytes(referral.letter.receipt_digest),
        *(letter.pk for letter in letters),
        *(bytes(letter.sealed)[-64:] for letter in letters),
        *Note.objects.values_list("pk", flat=True),
    ]


def test_nothing_of_it_is_left_in_any_column_of_any_table(full, send_in, now):
    other = send_in()
    wanted = _everything_of(full)
    assert {"Letter", "Referral", "Note", "Notice", "StateChange"} | {"AccessRecord", "KeyDeed"} == _tables_with(wanted)
    assert retention.purge(now=now + 90 * DAY) == 1
    assert _tables_with(wanted[:2]) == set()
    assert _tables_with(wanted) == RECORDS
    assert Message.objects.exists()  # that something waited, as told to colleagues, without which
    assert list(Referral.objects.values_list("pk", flat=True)) == [other.pk]
    assert Letter.objects.count() == 1


def test_who_looked_stays_on_record(full, intake_worker, now):
    retention.purge(now=now + 90 * DAY)
    look = AccessRecord.objects.get()
    assert (look.referral_id, look.person) == (full.pk, intake_worker.user)


def test_the_record_says_what_went_from_which_table(full, now):
    retention.purge(now=now + 90 * DAY)
    record = PurgeRecord.objects.get()
    assert record.counts == {
        "selfreferral.Letter": 5,
        "selfreferral.Notice": 5,
        "selfreferral_intake.Note": 1,
        "selfreferral_intake.Referral": 1,
        "selfreferral_intake.StateChange": 1,
    }
    assert (record.subject, record.reference, record.by) == (full.pk, full.reference, None)


def test_every_model_that_points_to_a_referral_lets_it_go_or_outlives_it():
    """A model that somebody adds later must not hold a referral back, nor be left behind with something of it."""
    for target in (Referral, Letter):
        for relation in target._meta.related_objects:
            is_record = not relation.field.db_constraint and relation.related_model.__name__ in RECORDS
            is_its_place = relation.related_model is Referral
            assert is_record or is_its_place or relation.on_delete.__name__ == "CASCADE", relation


def test_both_go_or_neither(full, now, monkeypatch):
    def fails(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(PurgeRecord, "save", fails)
    with pytest.raises(retention.NotRemovedError):
        retention.purge(now=now + 90 * DAY)
    assert Referral.objects.exists()
    assert Letter.objects.count() == 5


def test_what_was_sent_while_it_went_goes_a_day_later(full, now):
    digest = bytes(full.letter.receipt_digest)
    gone_at = now + 90 * DAY
    retention.purge(now=gone_at)
    stray = _add(digest, Kind.ADDITION, gone_at)
    assert retention.purge(now=gone_at + DAY) == 0
    assert retention.purge(now=gone_at + 2 * DAY) == 1
    assert PurgeRecord.objects.first().reason == Reason.STRAY
    assert not Letter.objects.filter(pk=stray.pk).exists()


CHANGED = {
    "UPDATE selfreferral_intake_purgerecord SET reason = 'case' WHERE number = 2": 2,
    "DELETE FROM selfreferral_intake_purgerecord WHERE number = 2": 3,
}


@pytest.mark.parametrize(("deed", "shows_at"), CHANGED.items(), ids=["changed", "taken away"])
def test_a_record_that_was_changed_or_taken_away_shows(send_in, intake_worker, now, deed, shows_at):
    for _ in range(3):
        queue.erase(referral_id=send_in().pk, person=intake_worker.user, now=now, ground=Ground.WRITTEN)
    assert broken_at() is None
    _behind_the_triggers(deed)
    assert broken_at() == shows_at


def _behind_the_triggers(deed):
    """As somebody would who is all-powerful over the database."""
    off = ["SET CONSTRAINTS ALL IMMEDIATE", "ALTER TABLE selfreferral_intake_purgerecord DISABLE TRIGGER ALL"]
    if connection.vendor == "sqlite":
        off = ["DROP TRIGGER keep_purges_update", "DROP TRIGGER keep_purges_delete"]
    with connection.cursor() as cursor:
        for statement in (*off, deed):
            cursor.execute(statement)


@pytest.mark.parametrize(
    "change",
    [
        lambda: PurgeRecord.objects.update(reason=Reason.CASE),
        lambda: PurgeRecord.objects.all().delete(),
    ],
)
def test_the_database_itself_refuses_to_change_the_record(full, now, change):
    retention.purge(now=now + 90 * DAY)
    with pytest.raises(DatabaseError, match="never changed or taken away"), transaction.atomic():
        change()
    assert PurgeRecord.objects.get().reason == Reason.NOTHING
