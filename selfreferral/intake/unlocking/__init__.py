"""Opening letters with a personal copy of the intake key, which its owner unlocks for a while (docs/decisions/0019).

Used where the settings name no INTAKE_KEY_FILE. `at_hand` is the one place that says with which keys somebody opens.
"""
