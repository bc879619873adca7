"""People fill in the form through HTTP while processes are killed under it: nothing is lost, nothing is doubled."""
