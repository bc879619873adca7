from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from perspectief.accounts.twofactor import sealing


class Command(BaseCommand):
    help = "Seal the seeds of all factors under the first key of MFA_KEY. Afterwards the others can go. Run as staff."

    @transaction.atomic
    def handle(self, *args: object, **options: object) -> None:
        factors = list(Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN))
        for factor in factors:
            try:
                factor.data = sealing.seal_anew(factor.data)
            except InvalidToken:
                raise CommandError("A factor does not open with any key in MFA_KEY; nothing was changed.") from None
            factor.save(update_fields=["data"])
        self.stdout.write(f"Sealed anew: {len(factors)}.")
