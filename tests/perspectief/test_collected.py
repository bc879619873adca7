"""A version whose static files were not collected does not start: each of its pages would be an error."""

import json
import shutil

import pytest

pytestmark = pytest.mark.pure

SERVE = "import perspectief.wsgi"
COMMAND = "from django.core.management import execute_from_command_line as run; run({!r})"
KEEP = COMMAND.format(["", "keep_pages", "--once"])
COLLECT = COMMAND.format(["", "collectstatic", "--noinput", "--dry-run"])
REMEDY = "give `perspectief operations collectstatic --noinput`."


@pytest.fixture
def own(collected, tmp_path):
    """A folder of collected files to break."""
    return shutil.copytree(collected, tmp_path / "static")


def _start(surroundings, process, folder, code=SERVE):
    (surroundings.folder / "pages").mkdir(exist_ok=True)
    return surroundings.start(process, code, STATIC_ROOT=str(folder), PAGES_DIR=str(surroundings.folder / "pages"))


def _refuses(started, *, about):
    assert started.returncode == 1
    assert "Traceback" not in started.stderr
    [sentence] = started.stderr.strip().splitlines()
    assert about in sentence
    assert REMEDY in sentence


@pytest.mark.parametrize("process", ["public", "staff"])
def test_a_process_starts_on_what_was_collected(surroundings, collected, process):
    started = _start(surroundings, process, collected)
    assert (started.returncode, started.stderr) == (0, "")


@pytest.mark.parametrize(("process", "code"), [("public", SERVE), ("staff", SERVE), ("public", KEEP)])
def test_without_collected_files_a_process_that_makes_pages_refuses_to_start(surroundings, process, code):
    folder = surroundings.folder / "nothing"
    _refuses(_start(surroundings, process, folder, code), about=str(folder))


def test_a_file_that_a_new_version_brought_and_nobody_collected_is_named(surroundings, own):
    listed = json.loads((own / "staticfiles.json").read_text())
    del listed["paths"]["css/news.css"]
    (own / "staticfiles.json").write_text(json.dumps(listed))
    _refuses(_start(surroundings, "public", own), about="css/news.css")


def test_a_collected_file_that_is_gone_is_named(surroundings, own):
    listed = json.loads((own / "staticfiles.json").read_text())
    (own / listed["paths"]["js/leave.js"]).unlink()
    _refuses(_start(surroundings, "public", own), about="js/leave.js")


def test_a_list_that_was_cut_short_is_no_list_and_keeps_nobody_from_collecting_anew(surroundings, own):
    listed = own / "staticfiles.json"
    listed.write_text(listed.read_text()[:100])
    _refuses(_start(surroundings, "public", own), about="was not collected")
    begun = _start(surroundings, "operations", own, COLLECT)
    assert begun.returncode == 0, begun.stderr
