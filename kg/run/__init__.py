"""A build of very many files: each read by itself, in as many processes as are wanted, and once only; the rest by
SQL."""
