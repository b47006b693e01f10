"""What stands around tables: paragraphs, headings, running heads."""
