"""The contracts: what every published table holds (`contracts`), and the closed vocabularies (`vocabularies`).

Nothing is imported here: whoever reads a document needs the words and not pandas, which takes a second to load.
"""
