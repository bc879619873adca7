#!/usr/bin/env python
"""Django's command line. The process is named by DJANGO_SETTINGS_MODULE; there is no default."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    if not os.environ.get("DJANGO_SETTINGS_MODULE"):
        sys.exit("Name the process: set DJANGO_SETTINGS_MODULE, for example perspectief.settings.operations.")
    execute_from_command_line(sys.argv)
