//! Parquet: the tables of `events.csv` and `event_report.csv` with types, lists as lists and the export's own data under
//! the key `dateline` of the file's metadata.
//!
//! Rows are collected for one row group at a time. Columns are written plainly or by dictionary and not compressed.

use super::about::About;
use super::table::{Column, Row, Table, Value};
use super::{Error, Stream, Summary};
use crate::moment;
use crate::record::to_json;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use std::io::{self, Write};
use std::sync::Arc;

/// Rows of a group: some ten megabytes.
const GROUP: usize = 10_000;

impl From<ParquetError> for Error {
    fn from(error: ParquetError) -> Self {
        match error {
            ParquetError::External(inner) => match inner.downcast::<io::Error>() {
                Ok(io) => Error::Write(*io),
                Err(other) => Error::Write(io::Error::other(other)),
            },
            other => Error::Write(io::Error::other(other)),
        }
    }
}

pub(super) fn write(
    table: &Table,
    about: &About,
    told: Stream<'_>,
    out: &mut (dyn Write + Send),
) -> Result<Summary, Error> {
    let schema = Arc::new(parse_message_type(&message(table.columns))?);
    let mut writer = SerializedFileWriter::new(out, schema, properties(about))?;
    let mut buffer = Buffer::of(table.columns);
    let mut summary = Summary::default();
    for told in told {
        for row in table.admit(&told?, about, &mut summary) {
            buffer.push(table.columns, row);
        }
        if buffer.rows >= GROUP {
            buffer.flush(&mut writer)?;
        }
    }
    buffer.flush(&mut writer)?;
    writer.close()?;
    Ok(summary)
}

fn properties(about: &About) -> WriterPropertiesPtr {
    let about_it = vec![KeyValue::new("dateline".to_owned(), to_json(about))];
    let builder = WriterProperties::builder().set_created_by(about.written_by.clone());
    Arc::new(builder.set_key_value_metadata(Some(about_it)).build())
}

/// The schema in Parquet's own notation.
fn message(columns: &[Column]) -> String {
    let fields: String = columns.iter().map(|(name, value)| field(name, value) + "\n").collect();
    format!("message dateline {{\n{fields}}}")
}

fn field(name: &str, value: &Value) -> String {
    match value {
        Value::Text(_) | Value::Made(_) | Value::Never => format!("optional binary {name} (STRING);"),
        Value::List(_) => {
            format!("required group {name} (LIST) {{ repeated group list {{ required binary element (STRING); }} }}")
        }
        Value::Whole(_) => format!("optional int64 {name};"),
        Value::Decimal(_) => format!("optional double {name};"),
        Value::Flag(_) => format!("required boolean {name};"),
        Value::Day(_) => format!("optional int32 {name} (DATE);"),
    }
}

/// Rows on their way to a group.
struct Buffer {
    columns: Vec<Cells>,
    rows: usize,
}

/// Values of a column, with the levels that tell where there are none and where a list begins.
enum Cells {
    Text(Vec<ByteArray>, Levels),
    Whole(Vec<i64>, Levels),
    Decimal(Vec<f64>, Levels),
    Flag(Vec<bool>),
    Day(Vec<i32>, Levels),
}

#[derive(Default)]
struct Levels {
    /// 1 where there is a value, 0 where there is none.
    defined: Vec<i16>,
    /// 0 for the first of a row, 1 for those after it; empty where rows have one value at most.
    repeated: Vec<i16>,
}

impl Levels {
    fn one(&mut self, there: bool) {
        self.defined.push(there.into());
    }

    fn list(&mut self, length: usize) {
        self.defined.extend(std::iter::repeat_n(i16::from(length > 0), length.max(1)));
        self.repeated.extend((0..length.max(1)).map(|at| i16::from(at > 0)));
    }
}

impl Buffer {
    fn of(columns: &[Column]) -> Self {
        Buffer { columns: columns.iter().map(|(_, value)| Cells::of(value)).collect(), rows: 0 }
    }

    fn push(&mut self, columns: &[Column], row: Row<'_>) {
        for ((_, value), cells) in columns.iter().zip(&mut self.columns) {
            cells.push(value, row);
        }
        self.rows += 1;
    }

    /// Writes what there is as a group, and begins anew.
    fn flush<W: Write + Send>(&mut self, writer: &mut SerializedFileWriter<W>) -> Result<(), ParquetError> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = writer.next_row_group()?;
        for cells in &mut self.columns {
            let column = group.next_column()?.ok_or_else(|| ParquetError::General("a column is missing".to_owned()))?;
            cells.write(column)?;
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }
}

impl Cells {
    fn of(value: &Value) -> Self {
        match value {
            Value::Text(_) | Value::Made(_) | Value::List(_) | Value::Never => {
                Cells::Text(Vec::new(), Levels::default())
            }
            Value::Whole(_) => Cells::Whole(Vec::new(), Levels::default()),
            Value::Decimal(_) => Cells::Decimal(Vec::new(), Levels::default()),
            Value::Flag(_) => Cells::Flag(Vec::new()),
            Value::Day(_) => Cells::Day(Vec::new(), Levels::default()),
        }
    }

    fn push(&mut self, value: &Value, row: Row<'_>) {
        match (self, value) {
            (Cells::Text(cells, levels), Value::Text(of)) => one(cells, levels, of(row).map(ByteArray::from)),
            (Cells::Text(cells, levels), Value::Made(of)) => {
                one(cells, levels, of(row).map(|text| ByteArray::from(text.into_bytes())));
            }
            (Cells::Text(cells, levels), Value::List(of)) => {
                let list = of(row);
                levels.list(list.len());
                cells.extend(list.into_iter().map(|text| ByteArray::from(text.into_bytes())));
            }
            (Cells::Whole(cells, levels), Value::Whole(of)) => one(cells, levels, of(row)),
            (Cells::Decimal(cells, levels), Value::Decimal(of)) => one(cells, levels, of(row)),
            (Cells::Flag(cells), Value::Flag(of)) => cells.push(of(row)),
            (Cells::Day(cells, levels), Value::Day(of)) => one(cells, levels, of(row).and_then(day)),
            (Cells::Text(_, levels), _) => levels.one(false),
            _ => unreachable!("cells are made for their column"),
        }
    }

    fn write(&mut self, column: SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        match self {
            Cells::Text(cells, levels) => write_column::<ByteArrayType>(column, cells, levels),
            Cells::Whole(cells, levels) => write_column::<Int64Type>(column, cells, levels),
            Cells::Decimal(cells, levels) => write_column::<DoubleType>(column, cells, levels),
            Cells::Flag(cells) => write_column::<BoolType>(column, cells, &mut Levels::default()),
            Cells::Day(cells, levels) => write_column::<Int32Type>(column, cells, levels),
        }
    }
}

fn one<T>(cells: &mut Vec<T>, levels: &mut Levels, value: Option<T>) {
    levels.one(value.is_some());
    cells.extend(value);
}

/// Columns whose values are always there have no levels.
fn write_column<D: DataType>(
    mut column: SerializedColumnWriter<'_>,
    cells: &mut Vec<D::T>,
    levels: &mut Levels,
) -> Result<(), ParquetError> {
    let some = |levels: &[i16]| (!levels.is_empty()).then(|| levels.to_vec());
    let (defined, repeated) = (some(&levels.defined), some(&levels.repeated));
    column.typed::<D>().write_batch(cells, defined.as_deref(), repeated.as_deref())?;
    column.close()?;
    cells.clear();
    *levels = Levels::default();
    Ok(())
}
/// Days from 1970 on, as Parquet's DATE counts.
fn day(text: &str) -> Option<i32> {
    moment::day_number(text).and_then(|day| i32::try_from(day).ok())
}
