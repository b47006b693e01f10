"""Geometry and wording of tables, with no knowledge of studies."""
