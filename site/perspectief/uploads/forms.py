"""In place of Wagtail's own forms for pictures and documents, in the library, in the chooser and for several at once."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from PIL.Image import DecompressionBombError
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .documents import is_what_it_says
from .images import SeenOnly, seen_only

NO_PICTURE = "Dit bestand is geen afbeelding die wij kunnen tonen."
NO_DOCUMENT = "Dit bestand is niet wat de naam zegt, of er zitten macro’s in. Sla het opnieuw op als PDF, ODT of DOCX."


NO_PICTURE_AT_ALL = (OSError, SyntaxError, ValueError, DecompressionBombError)  # Pillow's words for it


class PictureField(WagtailImageField):
    """Wagtail's own, which fails (500) on a file that only begins like a picture, or unpacks to far too much."""

    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except NO_PICTURE_AT_ALL as error:
            raise ValidationError(NO_PICTURE) from error


class ImageForm(BaseImageForm):
    """Says so when a picture can't be kept as it is seen (storage.py). The field checked its kind, size and pixels."""

    file = PictureField(label="Bestand", widget=BaseImageForm.Meta.widgets["file"])

    def clean_file(self) -> File:
        given: File = self.cleaned_data["file"]
        if not isinstance(given, UploadedFile):
            return given  # the picture that was there stays
        given.seek(0)
        try:
            content = seen_only(given.read())
        except NO_PICTURE_AT_ALL as error:
            raise ValidationError(NO_PICTURE) from error
        return SeenOnly(content, name=given.name)


class DocumentForm(BaseDocumentForm):
    """Looks into a document before it is kept."""

    def clean_file(self) -> File:
        given: File = self.cleaned_data["file"]
        if not isinstance(given, UploadedFile):
            return given
        if not is_what_it_says(given, extension=PurePath(given.name or "").suffix[1:].lower()):
            raise ValidationError(NO_DOCUMENT)
        return given
