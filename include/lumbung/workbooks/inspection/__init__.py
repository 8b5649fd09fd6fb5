"""What a workbook holds and which source would read it: evidence first, a YAML from it, and a trial of that YAML."""
