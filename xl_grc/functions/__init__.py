"""The business formulas (`catalogue`) and the readings of their bodies."""
