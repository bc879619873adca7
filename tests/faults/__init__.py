"""What can go wrong on a server, done on purpose: what people see, and that nothing acknowledged is lost."""
