"""Staging: one Postgres table per dataset. The unit is a batch; loading it again gives the same rows."""
