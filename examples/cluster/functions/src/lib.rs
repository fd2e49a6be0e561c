//! `ianaports` as scalar functions of DataFusion.
//!
//! | function | value | null |
//! |---|---|---|
//! | `service_name(port, protocol)` | the port's primary name | no service |
//! | `port(name, protocol)` | the name's first port | no such name, or no port |
//! | `port_status(port, protocol)` | `assigned`, `reserved`, `unassigned`, ... | the protocol has no ports |
//!
//! A port is a column of any integer type. A protocol is one too, with IP protocol numbers, or a column of
//! strings: `tcp`, `udp`, `sctp`, `dccp`. A null, a port above 65,535, a protocol without ports: null.
//! A column of another type is an error while the query is planned.
//!
//! ```
//! use datafusion::prelude::SessionContext;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> datafusion::error::Result<()> {
//! let context = SessionContext::new();
//! for function in functions::all() {
//!     context.register_udf(function);
//! }
//! let table = context
//!     .sql("SELECT service_name(443, 6), port('domain', 'udp'), port_status(4, 6)")
//!     .await?
//!     .to_string()
//!     .await?;
//! assert!(table.contains("| https "));
//! assert!(table.contains("| 53 "));
//! assert!(table.contains("| unassigned "));
//! # Ok(())
//! # }
//! ```

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, StringViewArray, UInt8Array, UInt16Array, UInt32Array,
};
use datafusion::arrow::buffer::NullBuffer;
use datafusion::arrow::compute::{cast, take};
use datafusion::arrow::datatypes::{DataType, UInt8Type, UInt16Type};
use datafusion::common::{Result, ScalarValue, plan_err};
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use ianaports::Transport;

/// The three functions, to register in a session, a scheduler, an executor.
pub fn all() -> Vec<ScalarUDF> {
    [Answer::ServiceName, Answer::Port, Answer::PortStatus]
        .map(|answer| {
            ScalarUDF::new_from_impl(Function {
                answer,
                // The same question has the same answer: calls with constants are folded in the plan.
                signature: Signature::user_defined(Volatility::Immutable),
            })
        })
        .into()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Answer {
    ServiceName,
    Port,
    PortStatus,
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Function {
    answer: Answer,
    signature: Signature,
}

impl ScalarUDFImpl for Function {
    fn name(&self) -> &str {
        match self.answer {
            Answer::ServiceName => "service_name",
            Answer::Port => "port",
            Answer::PortStatus => "port_status",
        }
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    /// Integers stay as they are and strings become views; other types are refused.
    fn coerce_types(&self, types: &[DataType]) -> Result<Vec<DataType>> {
        let [first, protocol] = types else {
            return plan_err!("{} takes two arguments, not {}", self.name(), types.len());
        };
        let first = match self.answer {
            Answer::Port => text(first),
            Answer::ServiceName | Answer::PortStatus => integer(first, DataType::UInt16),
        };
        let protocol = integer(protocol, DataType::UInt8).or_else(|| text(protocol));
        match (first, protocol) {
            (Some(first), Some(protocol)) => Ok(vec![first, protocol]),
            _ => plan_err!(
                "{}({}, {}): the arguments are a {}, and a protocol as an integer or a string",
                self.name(),
                types[0],
                types[1],
                match self.answer {
                    Answer::Port => "name as a string",
                    Answer::ServiceName | Answer::PortStatus => "port as an integer",
                }
            ),
        }
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(match self.answer {
            Answer::Port => DataType::UInt16,
            Answer::ServiceName | Answer::PortStatus => DataType::Utf8View,
        })
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        // A constant protocol beside a column is repeated: 8 KiB a batch.
        let constant = args
            .args
            .iter()
            .all(|arg| matches!(arg, ColumnarValue::Scalar(_)));
        let rows = if constant { 1 } else { args.number_rows };
        let [first, protocol] = &args.args[..] else {
            return plan_err!("{} takes two arguments", self.name());
        };
        let first = first.to_array(rows)?;
        let protocols = protocol_numbers(&protocol.to_array(rows)?)?;
        let answers: ArrayRef = match self.answer {
            Answer::ServiceName => SERVICE_NAMES.of(&first, &protocols)?,
            Answer::PortStatus => PORT_STATUSES.of(&first, &protocols)?,
            Answer::Port => {
                let rows = first.as_string_view().iter().zip(&protocols);
                let port = |(name, protocol): (Option<&str>, Option<u8>)| {
                    ianaports::port(name?, Transport::from_protocol_number(protocol?)?)
                };
                Arc::new(rows.map(port).collect::<UInt16Array>())
            }
        };
        Ok(if constant {
            ColumnarValue::Scalar(ScalarValue::try_from_array(&answers, 0)?)
        } else {
            ColumnarValue::Array(answers)
        })
    }
}

/// The type to take in place of `given` where integers are wanted: `narrow` for a bare NULL.
fn integer(given: &DataType, narrow: DataType) -> Option<DataType> {
    match given {
        DataType::Null => Some(narrow),
        given => given.is_integer().then(|| given.clone()),
    }
}

/// The type to take in place of `given` where strings are wanted.
fn text(given: &DataType) -> Option<DataType> {
    match given {
        DataType::Dictionary(_, values) => text(values),
        given => (given.is_null() || given.is_string()).then_some(DataType::Utf8View),
    }
}

/// The protocol numbers of a column of numbers or names; null where it is neither.
fn protocol_numbers(column: &ArrayRef) -> Result<UInt8Array> {
    if column.data_type() == &DataType::Utf8View {
        let number = |name: Option<&str>| Some(name?.parse::<Transport>().ok()?.protocol_number());
        return Ok(column.as_string_view().iter().map(number).collect());
    }
    // A number that does not fit becomes null.
    Ok(cast(column, &DataType::UInt8)?
        .as_primitive::<UInt8Type>()
        .clone())
}

/// The answer for each port of each transport: 16 bits a port, and each distinct answer once.
struct Table {
    /// Where each protocol's ports begin in `codes`; the last 65,536 are those of a protocol without ports.
    start: [usize; 256],
    /// For each port the number of its answer in `answers`.
    codes: Vec<u16>,
    /// The distinct answers; the first is null.
    answers: StringViewArray,
}

static SERVICE_NAMES: LazyLock<Table> = LazyLock::new(|| Table::new(ianaports::service_name));
static PORT_STATUSES: LazyLock<Table> = LazyLock::new(|| {
    Table::new(|port, transport| Some(ianaports::status(port, transport).as_str()))
});

impl Table {
    fn new(answer: impl Fn(u16, Transport) -> Option<&'static str>) -> Table {
        let mut start = [Transport::ALL.len() << 16; 256];
        let mut answers = vec![None];
        let mut numbers = HashMap::from([(None, 0)]);
        let mut codes = Vec::with_capacity((Transport::ALL.len() + 1) << 16);
        for transport in Transport::ALL.iter().copied() {
            start[usize::from(transport.protocol_number())] = codes.len();
            for port in 0..=u16::MAX {
                let answer = answer(port, transport);
                codes.push(*numbers.entry(answer).or_insert_with(|| {
                    answers.push(answer);
                    (answers.len() - 1) as u16
                }));
            }
        }
        codes.resize(codes.len() + (1 << 16), 0);
        Table {
            start,
            codes,
            answers: answers.into_iter().collect(),
        }
    }

    fn of(&self, ports: &ArrayRef, protocols: &UInt8Array) -> Result<ArrayRef> {
        // A number that does not fit becomes null.
        let ports = cast(ports, &DataType::UInt16)?;
        let ports = ports.as_primitive::<UInt16Type>();
        // A null's value is any number, which has a code too.
        let code = |(&port, &protocol): (&u16, &u8)| {
            u32::from(self.codes[self.start[usize::from(protocol)] + usize::from(port)])
        };
        let codes = ports
            .values()
            .iter()
            .zip(protocols.values())
            .map(code)
            .collect();
        let nulls = NullBuffer::union(ports.nulls(), protocols.nulls());
        Ok(take(&self.answers, &UInt32Array::new(codes, nulls), None)?)
    }
}
