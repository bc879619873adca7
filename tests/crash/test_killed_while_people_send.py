"""The short form of `make crash-test`: whatever is killed, who saw a receipt has one letter, and it opens."""

from tests.crash.running import Size, run

SHORT = Size(acknowledged=60, people=6, kills=6, pause=(0.3, 1.5))
SEED = 20260501


def test_who_saw_a_receipt_has_one_letter_whatever_was_killed(content):
    outcome = run(SHORT, seed=SEED, content=content)
    assert outcome.wrong == []
    assert outcome.acknowledged >= SHORT.acknowledged
    assert min(outcome.kills) >= SHORT.kills // 2
    assert outcome.retries > 0
