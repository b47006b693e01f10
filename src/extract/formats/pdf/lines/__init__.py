"""Glyphs make words, words make lines; lines make columns and the texts of cells."""
