"""Landing: bytes under their sha256, written once, and a ledger of files and batches."""
