"""The rows and cells of a table that has been found."""
