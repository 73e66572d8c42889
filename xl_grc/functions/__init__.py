"""The catalogue of business formulas and the readings of their bodies."""

from xl_grc.functions.catalogue import CATALOGUE, FUNCTIONS
from xl_grc.functions.function import Example, Function, Parameter, SpilledFunction

__all__ = ["CATALOGUE", "FUNCTIONS", "Example", "Function", "Parameter", "SpilledFunction"]
