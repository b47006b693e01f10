"""One module per field: `parse(raw)` gives a value, or a Reject that says why not."""
