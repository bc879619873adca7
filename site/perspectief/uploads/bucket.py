"""Uploaded files in a bucket. Visitors ask our own name for them; the proxy fetches (deploy/nginx/from-bucket.conf)."""

from typing import Any
from urllib.parse import urljoin

from botocore.config import Config
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from .storage import KeepsWhatIsSeen

# Nobody waits for ever. Checksums that only Amazon knows are left out: others refuse them.
HOW = Config(
    s3={"addressing_style": "path"},
    signature_version="s3v4",
    connect_timeout=5,
    read_timeout=15,
    retries={"total_max_attempts": 2},
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


class UploadsInBucket(KeepsWhatIsSeen, S3Storage):
    """Says nothing about who may read: the bucket does, and lets the proxy."""

    def __init__(self, **options: Any) -> None:
        super().__init__(client_config=HOW, file_overwrite=False, default_acl=None, **options)

    def url(self, name: str | None, *_: Any, **__: Any) -> str:
        """On our own name: a visitor asks nobody else."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name or ""))
