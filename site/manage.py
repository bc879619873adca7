#!/usr/bin/env python
"""Django's command line. The process is named by DJANGO_SETTINGS_MODULE; there is no default."""

import contextlib
import os
import sys

from django.core.management import ManagementUtility
from django.core.management.base import BaseCommand, OutputWrapper

from perspectief.stopping import Sentences, is_supervised, log_last_words, starting


class CommandLine(ManagementUtility):
    """Under a supervisor, what goes wrong with a command is in its log like everything else."""

    def fetch_command(self, subcommand: str) -> BaseCommand:
        command = super().fetch_command(subcommand)
        if is_supervised():
            command.stderr = OutputWrapper(Sentences())  # type: ignore[arg-type]  # it writes, and that is all that is asked
        return command


if __name__ == "__main__":
    if not os.environ.get("DJANGO_SETTINGS_MODULE"):
        sys.exit("Name the process: set DJANGO_SETTINGS_MODULE, for example perspectief.settings.operations.")
    log_last_words()
    with starting() if is_supervised() else contextlib.nullcontext():
        CommandLine(sys.argv).execute()
