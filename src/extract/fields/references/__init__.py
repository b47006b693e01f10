"""A printed reference, from its text to its fields.

From the text to the tokens: `identifiers` (what has a syntax of its own?), `tokens`. What a token is told: `lexicon`,
`words`, `traits`, `teller`. What it is: `network` and `scores` (how well does each label suit it?), `crf` (which labels
go together?), `model` (which stretches are fields, and how sure is that?). The rules that answer where the model does
not: `sentences`, `locators`, `houses`, `rules`; `labels` says which texts are short labels. What the model marked is
set right by `opening` (authors), `titles`, `statutes`, `counted` (volumes, issues, pages), `extents` (how many pages a
work has), `containers` (journals, books, meetings), `imprint` (places, houses) and `gaps` (what stands alone between
two fields); `read` says in which order, and which of the two is believed; `values`, `kinds` and `assemble` make a
`record` of what they marked; `identified` asks whether it is one at all. The front door is `extract.fields.reference`.
"""
