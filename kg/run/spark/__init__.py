"""A build by Apache Spark: it reads the files and joins, counts and writes the tables; Python on the driver links names
and compares versions. docs/spark.md tells what runs where."""
