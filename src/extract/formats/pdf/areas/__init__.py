"""Where tables stand on a page: their rules, shades, columns and captions."""
