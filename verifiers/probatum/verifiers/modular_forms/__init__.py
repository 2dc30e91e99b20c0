"""Products of values of Dedekind's eta, Klein forms and Eisenstein series, and when combinations of them are 0."""
