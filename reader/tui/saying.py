"""Moved: see reader.told."""

from reader.told import told

__all__ = ["told"]
