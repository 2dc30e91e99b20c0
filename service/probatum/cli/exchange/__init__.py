"""Databases in other people's formats: read from them (`probatum import`) and written to them (`probatum export`)."""
