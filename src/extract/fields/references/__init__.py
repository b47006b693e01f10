"""How a printed reference is read: identifiers, rules, model, normal forms; the front door is
`extract.fields.reference`."""
