"""Workbooks and tables: sheet -> grid -> table -> plain rows. Pure functions, no database, no clock."""
