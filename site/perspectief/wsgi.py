"""The WSGI application of the process that DJANGO_SETTINGS_MODULE names; without a name it does not start."""

import os
import sys

import django
from django.conf import settings
from django.utils.module_loading import import_string

from perspectief.collected import require_collected_files
from perspectief.stopping import log_last_words, starting

if not os.environ.get("DJANGO_SETTINGS_MODULE"):
    sys.exit("Name the process: set DJANGO_SETTINGS_MODULE to perspectief.settings.public or perspectief.settings.staff.")

log_last_words()
with starting():
    django.setup(set_prefix=False)  # as Django's own get_wsgi_application does
    require_collected_files()
    application = import_string(settings.WSGI_HANDLER)()  # a process is what its settings name
