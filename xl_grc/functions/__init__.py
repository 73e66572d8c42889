"""The catalogue of business formulas and the readings of their bodies."""

from xl_grc.functions.catalogue import FUNCTIONS, Function, Parameter

__all__ = ["FUNCTIONS", "Function", "Parameter"]
