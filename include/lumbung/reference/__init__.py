"""Reference data: every region of Indonesia by its Kemendagri code, with names, BPS codes and validity.

Enters: the tables in `include/reference`. Leaves: `regions.Regions`, the rows of `staging.ref_region`.
"""
