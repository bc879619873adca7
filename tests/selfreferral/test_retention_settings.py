"""How long a referral is kept can be shortened, and never be made longer than was promised."""

import pytest

pytestmark = pytest.mark.pure

ASKS = "from django.conf import settings; print(settings.RETENTION_NOTHING_DAYS, settings.RETENTION_CASE_DAYS)"
BOUNDS = [("RETENTION_NOTHING_DAYS", 14, 90), ("RETENTION_CASE_DAYS", 90, 1825)]


@pytest.mark.parametrize("process", ["staff", "operations"])
def test_left_out_they_are_what_the_privacy_page_promises(surroundings, process):
    assert surroundings.start(process, ASKS).stdout == "90 1825\n"


@pytest.mark.parametrize(("name", "least", "most"), BOUNDS)
def test_each_bound_itself_is_taken(surroundings, name, least, most):
    for days in (least, most):
        assert str(days) in surroundings.start("operations", ASKS, **{name: str(days)}).stdout.split()


@pytest.mark.parametrize(("name", "least", "most"), BOUNDS)
def test_what_lies_beyond_or_is_no_number_stops_the_start_with_one_sentence(surroundings, name, least, most):
    for wrong in (str(least - 1), str(most + 1), "-90", "90.0", "negentig", "９０"):
        started = surroundings.start("operations", ASKS, **{name: wrong})
        assert started.returncode == 1
        assert started.stderr == f"The setting {name} has to be a whole number from {least} to {most}.\n"
