"""What the site does on a machine, measured: `make bench` writes it to docs/benchmarks.md."""
