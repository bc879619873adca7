"""Staff people. Visitors never have an account."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, Group, Permission
from django.db import models
from django.db.models import Model, Q

# Rights in these apps are given by name, to a person or a role; being a superuser is not enough.
# A technical administrator keeps the site running and sees no referral (GDPR art. 25 and 32: need to know).
NAMED_RIGHTS_ONLY = frozenset({"selfreferral", "selfreferral_intake", "selfreferral_public"})


class User(AbstractUser):
    """Somebody who works on the site.

    On the object of one request, and never stored here: `session_mark` tells the requests of one log-in together
    (intake/permissions.py), `intake_bundle` is what they unlocked (intake/unlocking/at_hand.py).
    """

    session_mark = ""
    intake_bundle: object | None = None

    class Meta:
        verbose_name = "medewerker"
        verbose_name_plural = "medewerkers"

    def has_perm(self, perm: str, obj: Model | None = None) -> bool:
        """Django's rule, except that rights on referrals must have been given explicitly."""
        app_label, _, codename = perm.partition(".")
        if app_label not in NAMED_RIGHTS_ONLY:
            return super().has_perm(perm, obj)
        return self.is_active and codename in self._named_rights(app_label)

    def has_module_perms(self, app_label: str) -> bool:
        """Whether this person has any right in the app, by the same rule as `has_perm`."""
        if app_label not in NAMED_RIGHTS_ONLY:
            return super().has_module_perms(app_label)
        return self.is_active and bool(self._named_rights(app_label))

    def _named_rights(self, app_label: str) -> frozenset[str]:
        """Codenames given to this person or to a role of theirs; asked once for each object, like Django's own cache."""
        cache: dict[str, frozenset[str]] = self.__dict__.setdefault("_named_rights_cache", {})
        if app_label not in cache:
            given = Permission.objects.filter(Q(user=self) | Q(group__user=self), content_type__app_label=app_label)
            cache[app_label] = frozenset(given.values_list("codename", flat=True))
        return cache[app_label]


class OfferedRight(models.Model):
    """A right that a role's group was given once, written `app_label.codename`. It is not given a second time."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    right = models.CharField(max_length=100)

    objects: ClassVar[models.Manager["OfferedRight"]] = models.Manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "right"], name="a_right_is_offered_once")]

    def __str__(self) -> str:
        return f"{self.group}: {self.right}"
