"""`python -m revisits.launch`, what `make run` ends in: the whole program on this machine, until Ctrl-C."""
