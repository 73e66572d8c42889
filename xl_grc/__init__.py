"""The commercial action plan that calculates, in Excel."""

__version__ = "0.1.0"
