"""The tables as Parquet files, for data frames and DuckDB."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq

from headwater.export.tables import Kind, Table, Value, tables
from headwater.model import Story

_TYPES = {Kind.TEXT: pa.string(), Kind.INTEGER: pa.int64(), Kind.REAL: pa.float64(), Kind.BOOLEAN: pa.bool_()}


def write(story: Story) -> dict[str, bytes]:
    """The story as Parquet files, a table each, for data frames and DuckDB."""
    return {f"{table.name}.parquet": _file(table) for table in tables(story)}


def _file(table: Table) -> bytes:
    schema = pa.schema(
        [pa.field(each.name, _TYPES[each.kind], nullable=at > 0) for at, each in enumerate(table.columns)],
        metadata={"about": table.about},
    )
    columns = [[_value(row[at]) for row in table.rows] for at in range(len(table.columns))]
    arrays = [pa.array(values, type=field.type) for values, field in zip(columns, schema, strict=True)]
    target = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), target, compression="zstd")
    return target.getvalue()


def _value(value: Value) -> Value:
    """UTF-8 has no lone surrogates."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
