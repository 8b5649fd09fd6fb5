"""Marts: publish what dbt built and tested, and read it back as an analyst would."""
