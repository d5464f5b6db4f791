"""Warraq: a terminal reader for collections of Arabic documents."""

__version__ = "0.1.0"
