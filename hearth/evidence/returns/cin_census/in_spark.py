"""Rules run by Spark: in this machine, or in a cluster by setting. The same expressions as DuckDB, made in Spark's dialect.

`pyspark` is an extra: nothing of it is loaded before Spark is asked for. Workers need nothing of Hearth, nor Python: the
tables go in and the rows come back as Arrow, and what runs between is Spark's own.
"""

from __future__ import annotations

import atexit
import os
import shutil
import warnings
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Self

import pyarrow as pa

from hearth.evidence.returns.cin_census.compiled_rule import EngineMissing, Found

HOW = 'Install Spark with: pip install "hearth-casework[spark]". It needs Java 17 or newer.'

ALWAYS = {
    "spark.sql.ansi.enabled": "true",  # as DuckDB: what cannot be computed is an error, never a silent null
    "spark.sql.session.timeZone": "UTC",
}
IN_THIS_MACHINE = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",  # listens to nobody else
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.io.encryption.enabled": "true",  # what does not fit in memory is written down, and these are children's records
    "spark.sql.shuffle.partitions": "4",  # 200, Spark's own number, is for a cluster: each rule would wait for 200 tasks
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}


def cannot_start() -> str:
    """What Spark lacks here, in a sentence; empty where nothing is. A Spark Connect server needs no Java here."""
    if not find_spec("pyspark"):
        return "Spark cannot be used here: pyspark is not installed."
    if "SPARK_REMOTE" not in os.environ and not _has_java():
        return "Spark cannot be used here: there is no Java."
    return ""


@cache
def _started() -> Any:
    """Spark, started once for all the returns of this process: it takes seconds. Raises EngineMissing."""
    if lacking := cannot_start():
        raise EngineMissing(f"{lacking} {HOW}")
    sql, errors, py4j = (import_module(name) for name in ("pyspark.sql", "pyspark.errors", "py4j.protocol"))
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")  # which nothing here goes through
    remote = "SPARK_REMOTE" in os.environ  # which pyspark reads itself
    with TemporaryFile() as log:
        try:
            if not remote:
                _start_java(log)
            session = sql.SparkSession.builder.appName("hearth").getOrCreate()
            for name, value in ALWAYS.items():
                session.conf.set(name, value)
        except (errors.PySparkException, py4j.Py4JError) as fault:
            log.seek(0)
            said = log.read().decode(errors="replace").strip()
            raise EngineMissing("\n".join(filter(None, [said, f"Spark did not start: {fault}", HOW]))) from fault
    atexit.register(session.stop)
    return session


def _start_java(log: IO[bytes]) -> None:
    """Here what Spark says goes to `log`, and is told if it does not start; a cluster's operator wants to see it."""
    pyspark, gateway = import_module("pyspark"), import_module("pyspark.java_gateway")
    master = os.environ.get("HEARTH_SPARK_MASTER", "local[*]")
    settings = {
        "spark.app.name": "hearth",
        "spark.master": master,
        "spark.driver.memory": os.environ.get("HEARTH_SPARK_MEMORY", "2g"),
    }
    is_here = master.startswith("local")
    chosen = pyspark.SparkConf().setAll({**settings, **(IN_THIS_MACHINE if is_here else {})}.items())
    started = gateway.launch_gateway(chosen, {"stderr": log} if is_here else {})
    pyspark.SparkContext(conf=chosen, gateway=started)


def _has_java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return bool(shutil.which("java", path=str(Path(home, "bin"))) if home else shutil.which("java"))


class InSpark:
    def __init__(self, tables: Mapping[str, pa.Table], days: Mapping[str, date]) -> None:
        self._spark = _started()
        self._tables = {**tables, "Days": pa.table({name: [day] for name, day in days.items()})}
        types = import_module("pyspark.sql.pandas.types")
        for name, table in self._tables.items():
            # The types are said, since Spark Connect asks for those of an empty table.
            schema = types.from_arrow_schema(table.schema)
            self._spark.createDataFrame(table, schema=schema).createOrReplaceTempView(name)

    @staticmethod
    def make_ready() -> None:
        """Raises EngineMissing, before a large file is read for nothing."""
        _started()

    def found(self, sql: str) -> Found:
        found: Found = self._spark.sql(sql).toArrow().to_pydict()
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for name in self._tables:
            self._spark.catalog.dropTempView(name)
