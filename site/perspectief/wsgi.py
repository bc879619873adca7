"""The WSGI application of the process that DJANGO_SETTINGS_MODULE names; without a name it does not start."""

import os
import sys

from django.core.wsgi import get_wsgi_application

if not os.environ.get("DJANGO_SETTINGS_MODULE"):
    sys.exit("Name the process: set DJANGO_SETTINGS_MODULE to perspectief.settings.public or perspectief.settings.staff.")

application = get_wsgi_application()
