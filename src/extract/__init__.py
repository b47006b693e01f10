"""Study tables of evidence reviews, read into validated and traceable records."""
