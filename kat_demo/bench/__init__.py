"""How fast this is, as ratios measured in one run: `python -m kat_demo.bench`, or `make bench`."""
