"""Where uploaded files are kept: a folder, or a bucket of a storage that speaks S3 (docs/operate.md)."""

from importlib.util import find_spec
from typing import Any

from .env import WrongConfigurationError, given, required

FOLDER = {"BACKEND": "perspectief.uploads.storage.UploadsStorage"}
BUCKET = "perspectief.uploads.bucket.UploadsInBucket"


def uploads() -> dict[str, Any]:
    """What STORAGES says of them."""
    name = given("MEDIA_S3_BUCKET").strip()
    if not name:
        return FOLDER
    endpoint = required("MEDIA_S3_ENDPOINT")
    if not endpoint.startswith(("https://", "http://")):
        raise WrongConfigurationError("The setting MEDIA_S3_ENDPOINT has to be an address like https://s3.example.nl.")
    keys = {"access_key": required("MEDIA_S3_ACCESS_KEY"), "secret_key": required("MEDIA_S3_SECRET_KEY")}
    if not (find_spec("storages") and find_spec("boto3")):
        raise WrongConfigurationError(
            "Uploaded files in a bucket need what is in requirements-s3.txt: give `make .venv/s3`."
        )
    region = given("MEDIA_S3_REGION").strip() or None
    return {"BACKEND": BUCKET, "OPTIONS": {"bucket_name": name, "endpoint_url": endpoint, "region_name": region, **keys}}
