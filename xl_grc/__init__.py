"""The commercial action plan that calculates, in Excel; its functions for Python: `from xl_grc import ROI`."""

__version__ = "0.2.0"


def __getattr__(name: str) -> object:
    """A function of the catalogue, made when it is first asked for: importing the package stays light. Their names, for
    `from xl_grc import *`, which asks for each."""
    if name.isupper() or name == "__all__":
        from xl_grc.functions.arrays.faces import CATALOGUE, face

        if name == "__all__":
            return list(CATALOGUE)
        if name in CATALOGUE:
            return globals().setdefault(name, face(name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    from xl_grc.functions.catalogue import CATALOGUE

    return sorted({*globals(), *CATALOGUE})
