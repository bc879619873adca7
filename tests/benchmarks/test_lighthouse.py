"""What `make lighthouse` takes for good enough, and what it fetches to measure with."""

import json

import pytest

from tests.benchmarks import lighthouse
from tests.benchmarks.auditing import HERE, PERFORMANCE, PROMISED, Audit, AuditFailedError, read
from tests.benchmarks.lighthouse import Measured, broken, promises
from tests.benchmarks.proxy import BARE_BYTES, bare_page

pytestmark = pytest.mark.pure


def report(**scores):
    """Lighthouse's JSON with these audits for search; one more has no weight and fails."""
    weights = {**dict.fromkeys(scores, 1), "advice": 0}
    return {
        "requestedUrl": "https://127.0.0.1/",
        "categories": {
            "seo": {
                "score": 0.994 if all(score in {1, None} for score in scores.values()) else 0.5,
                "auditRefs": [{"id": name, "weight": weight} for name, weight in weights.items()],
            }
        },
        "audits": {name: {"score": score, "scoreDisplayMode": "binary"} for name, score in {**scores, "advice": 0}.items()},
    }


def measured(*, failed=(), score=100, performance=(100, 100, 100), bare=(100, 100, 100), hidden=False):
    """A page that is perfect but for search, and as quick as this."""
    scores = {**dict.fromkeys((*PROMISED, PERFORMANCE), 100), "seo": score}
    audit = Audit(scores, {**dict.fromkeys(PROMISED, frozenset()), "seo": frozenset(failed)})
    return Measured("/", audit, list(performance), list(bare), hidden=hidden)


def test_an_audit_that_counts_and_fails_is_named():
    found = read(report(**{"is-crawlable": 0, "document-title": 1, "hreflang": None}))
    assert found.scores == {"seo": 50}
    assert found.failed == {"seo": {"is-crawlable"}}


def test_an_audit_that_broke_is_no_pass():
    broke = report(**{"document-title": None})
    broke["audits"]["document-title"]["scoreDisplayMode"] = "error"
    assert read(broke).failed == {"seo": {"document-title"}}


def test_a_page_that_could_not_be_measured_is_no_pass():
    with pytest.raises(AuditFailedError, match="nothing was painted"):
        read({**report(), "runtimeError": {"message": "nothing was painted"}})
    unscored = report()
    unscored["categories"]["seo"]["score"] = None
    with pytest.raises(AuditFailedError, match="no score for seo"):
        read(unscored)


def test_a_perfect_page_keeps_every_promise():
    assert broken(measured()) == []


@pytest.mark.parametrize(("failed", "score"), [(["document-title"], 92), ([], 99)])
def test_less_than_perfect_is_broken(failed, score):
    (sentence,) = broken(measured(failed=failed, score=score))
    assert f"{score} for seo" in sentence


def test_only_a_hidden_page_may_refuse_to_be_found_and_it_has_to():
    assert broken(measured(failed=["is-crawlable"], score=63, hidden=True)) == []
    assert "is-crawlable" in broken(measured(failed=["is-crawlable"], score=63))[0]
    assert "is-crawlable" in broken(measured(hidden=True))[0]


def test_a_hidden_page_is_excused_from_nothing_else():
    (sentence,) = broken(measured(failed=["is-crawlable", "meta-description"], score=54, hidden=True))
    assert "meta-description" in sentence
    assert "is-crawlable" not in sentence


def test_a_page_may_be_ten_points_behind_a_bare_one_and_no_more():
    assert broken(measured(performance=(60, 90, 91), bare=(100, 100, 70))) == []
    (sentence,) = broken(measured(performance=(60, 89, 91), bare=(100, 100, 70)))
    assert "11 points" in sentence


def test_the_form_is_measured_at_its_first_page_and_its_first_question():
    assert lighthouse.PAGES["/aanmelden/"] is False
    assert lighthouse.PAGES["/aanmelden/voor-wie/"] is True


def test_the_page_to_compare_with_is_one_kilobyte():
    assert len(bare_page().encode()) == BARE_BYTES
    assert "'" not in bare_page()  # it stands between quotes in nginx's configuration


def test_every_package_has_a_hash_and_none_an_address():
    packages = json.loads((HERE / "package-lock.json").read_text())["packages"]
    own = packages.pop("")
    assert own["devDependencies"] == json.loads((HERE / "package.json").read_text())["devDependencies"]
    assert packages
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def test_the_worst_page_stands_for_all_but_what_a_hidden_one_has_for_search():
    hidden = measured(failed=["is-crawlable"], score=63, hidden=True)
    lowest, behind = promises([measured(performance=(100, 96, 90)), measured(score=98), hidden])
    assert (lowest.value, lowest.is_held) == (98, False)
    assert (behind.value, behind.is_held) == (4, True)
