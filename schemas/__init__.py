"""The contracts: what every published table holds."""
