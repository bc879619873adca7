"""Pages as they were made once, kept on disk until something that shows on a page changes (docs/decisions/0018)."""
