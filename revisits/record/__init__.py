"""The record: every change of a case's facts, every reading of a confidential paper, and seals that prove it."""
