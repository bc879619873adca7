"""Attacks that were tried, one module for each class; `python -m tests.attacks.scan` lets a scanner try its own."""
