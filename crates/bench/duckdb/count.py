"""Counts all indicators over rows of marks with DuckDB: the reference of `cargo xtask bench indicators`.

    count.py FOLDER FIRST COUNT

In FOLDER lie pregnancies.csv and children.csv (a row each: village, then the day of every mark), events.csv (mark,
village, day) and indicators.csv (id, numerator, of), as Betang wrote them. They are made Parquet first, which is not
measured. Then every indicator is counted for each village and for COUNT months from FIRST on: in the month, and since
January. The cells go to cells.csv; the times, in milliseconds, to standard output as JSON.
"""

import json
import sys
import time

import duckdb

# Rows of one pregnancy or child have a column for every mark; events have one mark each.
CELLS = """
    CREATE TEMP TABLE cells AS
    WITH reached AS (
        FROM (UNPIVOT (FROM '{folder}/pregnancies.parquet') ON COLUMNS(* EXCLUDE village) INTO NAME mark VALUE day)
        UNION ALL BY NAME
        FROM (UNPIVOT (FROM '{folder}/children.parquet') ON COLUMNS(* EXCLUDE village) INTO NAME mark VALUE day)
        UNION ALL BY NAME
        FROM '{folder}/events.parquet'
    )
    SELECT mark, village, year(day) * 12 + month(day) - 1 AS month, count(*) AS n
    FROM reached
    WHERE month BETWEEN {january} AND {last}
    GROUP BY ALL
"""

# An indicator is counted in every month of every village, also where nothing happened.
RESULT = """
    CREATE TEMP TABLE result AS
    WITH wanted AS (
        SELECT indicators.id, indicators.numerator, indicators.of, villages.village, months.month
        FROM '{folder}/indicators.csv' AS indicators
        CROSS JOIN (SELECT DISTINCT village FROM '{folder}/villages.csv') AS villages
        CROSS JOIN (SELECT unnest(range({january}, {last} + 1)) AS month) AS months
    ), monthly AS (
        SELECT wanted.id, wanted.village, wanted.month,
            coalesce(numerator.n, 0) AS n, coalesce(denominator.n, 0) AS of
        FROM wanted
        LEFT JOIN cells AS numerator ON numerator.mark = wanted.numerator
            AND numerator.village = wanted.village AND numerator.month = wanted.month
        LEFT JOIN cells AS denominator ON denominator.mark = wanted.of
            AND denominator.village = wanted.village AND denominator.month = wanted.month
    ), cumulative AS (
        SELECT *, sum(n) OVER so_far AS n_so_far, sum(of) OVER so_far AS of_so_far
        FROM monthly
        WINDOW so_far AS (PARTITION BY id, village, month // 12 ORDER BY month)
    )
    FROM cumulative WHERE month >= {first}
"""


def main(folder, first, count):
    first, count = int(first), int(count)
    named = {"folder": folder, "first": first, "january": first // 12 * 12, "last": first + count - 1}
    for name in ["pregnancies", "children", "events"]:
        # A mark that nobody reached leaves nothing to guess its type from.
        named_so = "mark, village::INTEGER AS village, day::DATE AS day" if name == "events" else (
            "village::INTEGER AS village, COLUMNS(* EXCLUDE village)::DATE")
        rows = f"SELECT {named_so} FROM read_csv('{folder}/{name}.csv', nullstr='', all_varchar=true)"
        duckdb.sql(f"COPY ({rows}) TO '{folder}/{name}.parquet'")
    took = {}
    for threads in [1, None]:
        best = min(measure(named, threads, folder) for _ in range(5))
        took["one_thread" if threads else "all_threads"] = best * 1e3
    print(json.dumps(took | {"version": duckdb.__version__}))


def measure(named, threads, folder):
    database = duckdb.connect()
    if threads:
        database.execute(f"SET threads = {threads}")
    begun = time.perf_counter()
    database.execute(CELLS.format(**named))
    database.execute(RESULT.format(**named))
    took = time.perf_counter() - begun
    database.execute(f"COPY (FROM result ORDER BY id, village, month) TO '{folder}/cells.csv'")
    return took


main(*sys.argv[1:])
