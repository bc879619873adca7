"""What is asked of somebody who comes back: the code, and a text to add."""

from django.utils.translation import gettext_lazy as _

from selfreferral.public.forms.fields import text
from selfreferral.public.forms.question import QuestionForm, Wording

TYPED_LETTERS = 60  # a code has 23 signs with its dashes; people put spaces everywhere
ADDED_LETTERS = 1000


class CodeForm(QuestionForm):
    title = Wording(_("Wat is uw code?"))
    hint = Wording(
        _(
            "De code staat op de bevestiging. Hoofdletters, kleine letters, streepjes en spaties maken niet uit. "
            "Er staat geen 0, O, Q, 1, I of L in."
        )
    )
    code = text(error=_("Vul de code in die op de bevestiging staat."), length=TYPED_LETTERS)
    code.widget.attrs |= {"autocapitalize": "characters", "spellcheck": "false"}


class AdditionForm(QuestionForm):
    title = Wording(_("Wat wilt u toevoegen?"))
    hint = Wording(_("Noem geen namen en vertel nog niet wat er is gebeurd. Hoogstens 1000 tekens."))
    addition = text(error=_("Schrijf op wat u wilt toevoegen."), length=ADDED_LETTERS, rows=8)
