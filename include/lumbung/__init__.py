"""Lumbung: agency workbooks and news on Indonesia's poverty programmes into marts that show their source."""

__version__ = "0.1.0"
