"""One form for each page of the self-referral, one family to a file."""
