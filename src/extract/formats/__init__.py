"""One module per input format, chosen by content."""
