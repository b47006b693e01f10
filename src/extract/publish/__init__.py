"""One module per published artefact."""
