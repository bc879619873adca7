"""What colleagues upload: only what it says it is, and nothing more than what is seen."""
