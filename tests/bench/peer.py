#!/usr/bin/env python3
"""One conversion by a program that one would otherwise use, the fastest way its manual knows.

    peer.py PEER TASK TABLE FILE OUT THREADS
    peer.py PEER version
    peer.py pandas make FILE OUT

TASK is rows, sums (of wage and weight), sums-by (the same by state and year), means (of wage by weight), scale (rows, with
weight times share in place of weight) or parquet.

PEER is polars, duckdb or pandas. TABLE has the columns soc2010,soc2018_code,share,basis. The task parquet has FILE and
OUT in Parquet (zstd), which `make` makes of a text file: two columns of texts, two of whole numbers, two of doubles.
"""
import os
import sys


def polars(task, table, file, out, threads):
    os.environ["POLARS_MAX_THREADS"] = threads
    import polars as pl

    if task == "version":
        return pl.__version__
    if task == "parquet":
        links = pl.scan_csv(table, schema_overrides={"soc2010": pl.String, "share": pl.Float64})
        pl.scan_parquet(file).join(links, on="soc2010", how="inner").sink_parquet(out, compression="zstd")
        return None
    # Text stays text: nothing is parsed that need not be.
    rows = pl.scan_csv(file, infer_schema=False)
    links = pl.scan_csv(table, infer_schema=False)
    if task == "rows":
        rows.join(links, on="soc2010", how="inner").sink_csv(out)
        return None
    share = pl.col("share").cast(pl.Float64)
    wage, weight = (pl.col(name).cast(pl.Float64) for name in ("wage", "weight"))
    if task == "scale":
        rows.join(links, on="soc2010", how="inner").with_columns(weight=weight * share).sink_csv(out)
        return None
    keys = ["state", "year"] if task == "sums-by" else []
    first = (wage * weight).sum().alias("wage") if task == "means" else wage.sum()
    sums = rows.group_by("soc2010", *keys).agg(first, weight.sum())
    joined = sums.join(links, on="soc2010", how="inner")
    sums = joined.group_by("soc2018_code", *keys).agg(
        (pl.col("wage") * share).sum(), (pl.col("weight") * share).sum())
    if task == "means":
        sums = sums.select("soc2018_code", pl.col("wage") / pl.col("weight"))
    sums.sink_csv(out)
    return None


def duckdb(task, table, file, out, threads):
    import duckdb as db

    if task == "version":
        return db.__version__
    con = db.connect()
    con.execute(f"SET threads={threads}")
    con.execute("SET preserve_insertion_order=false")
    if task == "parquet":
        con.execute(f"COPY (SELECT r.*, l.soc2018_code, l.share, l.basis FROM read_parquet('{file}') r "
                    f"JOIN read_csv('{table}', header=true, types={{'soc2010': 'VARCHAR', 'share': 'DOUBLE'}}) l "
                    f"USING (soc2010)) TO '{out}' (FORMAT parquet, COMPRESSION zstd)")
        return None
    names = ["person_id", "year", "soc2010", "state", "wage", "weight"]
    numbers = {"rows": [], "scale": ["weight"]}.get(task, ["wage", "weight"])
    types = ", ".join(f"'{n}': '{'DOUBLE' if n in numbers else 'VARCHAR'}'" for n in names)
    rows = f"read_csv('{file}', header=true, delim=',', columns={{{types}}}, auto_detect=false)"
    links = f"read_csv('{table}', header=true, all_varchar=true)"
    if task == "rows":
        query = f"SELECT r.*, l.soc2018_code, l.share, l.basis FROM {rows} r JOIN {links} l USING (soc2010)"
    elif task == "scale":
        query = (f"SELECT r.* REPLACE (r.weight * l.share::DOUBLE AS weight), l.soc2018_code, l.share, l.basis "
                 f"FROM {rows} r JOIN {links} l USING (soc2010)")
    else:
        keys = ", state, year" if task == "sums-by" else ""
        first = "sum(wage * weight)" if task == "means" else "sum(wage)"
        shown = ("sum(wage * share::DOUBLE) / sum(weight * share::DOUBLE)" if task == "means" else
                 "sum(wage * share::DOUBLE), sum(weight * share::DOUBLE)")
        query = (f"WITH s AS (SELECT soc2010{keys}, {first} wage, sum(weight) weight FROM {rows} GROUP BY ALL) "
                 f"SELECT soc2018_code{keys}, {shown} FROM s JOIN {links} l USING (soc2010) GROUP BY ALL")
    con.execute(f"COPY ({query}) TO '{out}' (FORMAT csv, HEADER)")
    return None


def pandas(task, table, file, out, threads):
    import pandas as pd
    import pyarrow as pa
    import pyarrow.csv as csv

    if task == "version":
        return f"{pd.__version__} with pyarrow {pa.__version__}"
    pa.set_cpu_count(int(threads))
    if task == "parquet":
        import pyarrow.parquet as parquet

        rows = parquet.read_table(file).to_pandas(types_mapper=pd.ArrowDtype)
        links = csv.read_csv(table).to_pandas(types_mapper=pd.ArrowDtype)
        result = pa.Table.from_pandas(rows.merge(links, on="soc2010"), preserve_index=False)
        parquet.write_table(result, out, compression="zstd")
        return None
    names = ["person_id", "year", "soc2010", "state", "wage", "weight"]
    numbers = {"rows": [], "scale": ["weight"]}.get(task, ["wage", "weight"])
    keys = ["state", "year"] if task == "sums-by" else []
    columns = names if task in ("rows", "scale") else ["soc2010", *keys, *numbers]
    read = csv.ConvertOptions(column_types={n: pa.float64() if n in numbers else pa.string() for n in names},
                              include_columns=columns)
    rows = csv.read_csv(file, convert_options=read).to_pandas(types_mapper=pd.ArrowDtype)
    links = csv.read_csv(table).to_pandas(types_mapper=pd.ArrowDtype)
    if task in ("rows", "scale"):
        result = rows.merge(links, on="soc2010")
        if task == "scale":
            result["weight"] = result["weight"] * result["share"]
    else:
        if task == "means":
            rows["wage"] = rows["wage"] * rows["weight"]
        sums = rows.groupby(["soc2010", *keys], sort=False)[numbers].sum().reset_index()
        joined = sums.merge(links, on="soc2010")
        for name in numbers:
            joined[name] = joined[name] * joined["share"]
        result = joined.groupby(["soc2018_code", *keys])[numbers].sum().reset_index()
        if task == "means":
            result = result[["soc2018_code"]].assign(wage=result["wage"] / result["weight"])
    csv.write_csv(pa.Table.from_pandas(result, preserve_index=False), out)
    return None


def make(file, out):
    """A Parquet file of the text file FILE, in memory that does not depend on it."""
    import pyarrow as pa
    import pyarrow.csv as csv
    import pyarrow.parquet as parquet

    types = {"person_id": pa.int64(), "year": pa.int16(), "soc2010": pa.string(), "state": pa.string(),
             "wage": pa.float64(), "weight": pa.float64()}
    read = csv.ConvertOptions(column_types=types)
    blocks = csv.ReadOptions(block_size=1 << 24)
    with csv.open_csv(file, convert_options=read, read_options=blocks) as rows:
        with parquet.ParquetWriter(out, rows.schema, compression="zstd") as writer:
            for batch in rows:
                writer.write_batch(batch)


def main(arguments):
    if arguments[:2] == ["pandas", "make"] and len(arguments) == 4:
        make(*arguments[2:])
        return
    if len(arguments) not in (2, 6) or arguments[0] not in ("polars", "duckdb", "pandas"):
        sys.exit(__doc__)
    said = globals()[arguments[0]](*(arguments[1:] + ["", "", "", "1"])[:5])
    if said:
        print(said)


main(sys.argv[1:])
