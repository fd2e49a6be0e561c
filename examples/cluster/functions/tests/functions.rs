//! The functions against the crate, over every port and protocol, and in SQL.

use std::sync::Arc;

use datafusion::arrow::array::*;
use datafusion::arrow::datatypes::{DataType, Field, UInt16Type};
use datafusion::common::config::ConfigOptions;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs};
use datafusion::prelude::SessionContext;
use datafusion::scalar::ScalarValue;
use ianaports::{Transport, names, port, service_name, status};

/// Calls a function as an engine does, with columns or constants.
fn call(name: &str, args: [ColumnarValue; 2], rows: usize) -> ArrayRef {
    let function = functions::all()
        .into_iter()
        .find(|function| function.name() == name)
        .unwrap();
    let types = args.each_ref().map(ColumnarValue::data_type);
    let field = |data_type: &DataType| Arc::new(Field::new("", data_type.clone(), true));
    let return_field = field(&function.return_type(&types).unwrap());
    let arguments = ScalarFunctionArgs {
        arg_fields: types.iter().map(field).collect(),
        args: args.into(),
        number_rows: rows,
        return_field,
        config_options: Arc::new(ConfigOptions::default()),
    };
    function
        .invoke_with_args(arguments)
        .unwrap()
        .into_array(rows)
        .unwrap()
}

fn column(array: impl Array + 'static) -> ColumnarValue {
    ColumnarValue::Array(Arc::new(array))
}

#[test]
fn every_port_of_every_protocol() {
    for protocol in 0..=u8::MAX {
        let ports = || column(UInt16Array::from_iter_values(0..=u16::MAX));
        let transport = Transport::from_protocol_number(protocol);
        let answer = |name, protocol| call(name, [ports(), protocol], 65_536);
        let constant = || ColumnarValue::Scalar(ScalarValue::UInt8(Some(protocol)));
        let repeated = || column(UInt8Array::from_value(protocol, 65_536));

        let names: StringViewArray = (0..=u16::MAX)
            .map(|port| service_name(port, transport?))
            .collect();
        assert_eq!(answer("service_name", constant()).as_string_view(), &names);
        assert_eq!(answer("service_name", repeated()).as_string_view(), &names);

        let statuses: StringViewArray = (0..=u16::MAX)
            .map(|port| Some(status(port, transport?).as_str()))
            .collect();
        assert_eq!(
            answer("port_status", constant()).as_string_view(),
            &statuses
        );
        assert_eq!(
            answer("port_status", repeated()).as_string_view(),
            &statuses
        );
    }
}

#[test]
fn every_name_of_every_protocol() {
    let names: Vec<&str> = names().chain(["", "443", "no-such-name"]).collect();
    let upper: Vec<String> = names.iter().map(|name| name.to_uppercase()).collect();
    for protocol in 0..=u8::MAX {
        let transport = Transport::from_protocol_number(protocol);
        let ports: UInt16Array = names.iter().map(|name| port(name, transport?)).collect();
        for names in [
            StringViewArray::from(names.clone()),
            upper.iter().map(Some).collect(),
        ] {
            let protocol = ColumnarValue::Scalar(ScalarValue::UInt8(Some(protocol)));
            let answer = call("port", [column(names), protocol], ports.len());
            assert_eq!(answer.as_primitive::<UInt16Type>(), &ports);
        }
    }
}

/// The rows of a query, as text, `null` for a null; or its error.
async fn sql(query: &str) -> Result<Vec<String>, String> {
    let context = SessionContext::new();
    for function in functions::all() {
        context.register_udf(function);
    }
    let frame = context
        .sql(query)
        .await
        .map_err(|error| error.to_string())?;
    let batches = frame.collect().await.map_err(|error| error.to_string())?;
    let mut rows = Vec::new();
    for batch in &batches {
        for row in 0..batch.num_rows() {
            let value = |column: &ArrayRef| {
                ScalarValue::try_from_array(column, row)
                    .unwrap()
                    .to_string()
            };
            rows.push(
                batch
                    .columns()
                    .iter()
                    .map(value)
                    .collect::<Vec<_>>()
                    .join(" ")
                    .to_lowercase(),
            );
        }
    }
    Ok(rows)
}

#[tokio::test]
async fn every_type_of_integer_and_string() {
    for integer in ["tinyint", "smallint", "int", "bigint"] {
        for unsigned in ["", " unsigned"] {
            let query = format!(
                "SELECT service_name(arrow_cast(p, 'Int64')::{integer}{unsigned}, q::{integer}{unsigned})
                 FROM (VALUES (53, 17), (22, 6), (53, 1), (NULL, 6), (22, NULL)) AS t(p, q)"
            );
            assert_eq!(
                sql(&query).await.unwrap(),
                ["domain", "ssh", "null", "null", "null"]
            );
        }
    }
    for text in ["Utf8", "LargeUtf8", "Utf8View", "Dictionary(Int32, Utf8)"] {
        let query = format!(
            "SELECT service_name(53, arrow_cast(q, '{text}')), port(arrow_cast('https', '{text}'), arrow_cast(q, '{text}'))
             FROM (VALUES ('udp'), ('tcp'), ('icmp'), ('6'), (''), (NULL)) AS t(q)"
        );
        let rows = [
            "domain 443",
            "domain 443",
            "null null",
            "null null",
            "null null",
            "null null",
        ];
        assert_eq!(sql(&query).await.unwrap(), rows);
    }
}

#[tokio::test]
async fn impossible_values_are_null() {
    let query = "SELECT service_name(p, q), port_status(p, q), port('https', q)
        FROM (VALUES (443, 6), (-1, 6), (65536, 6), (65979, 6), (443, -1), (443, 262), (9223372036854775807, 6)) AS t(p, q)";
    let rows = [
        "https assigned 443",
        "null null 443",
        "null null 443",
        "null null 443", // 443 + 65,536
        "null null null",
        "null null null", // 6 + 256
        "null null 443",
    ];
    assert_eq!(sql(query).await.unwrap(), rows);
    let nulls = "SELECT service_name(NULL, 6), service_name(443, NULL), port(NULL, 6), port('https', NULL), port_status(NULL, NULL)";
    assert_eq!(sql(nulls).await.unwrap(), ["null null null null null"]);
}

#[tokio::test]
async fn wrong_types_are_refused_in_the_plan() {
    for (call, said) in [
        ("service_name('443', 6)", "port as an integer"),
        ("service_name(443.0, 6)", "port as an integer"),
        (
            "port_status(443, 6.0)",
            "a protocol as an integer or a string",
        ),
        (
            "port_status(443, true)",
            "a protocol as an integer or a string",
        ),
        ("port(443, 6)", "name as a string"),
        ("service_name(443)", "two arguments"),
        ("service_name(443, 6, 6)", "two arguments"),
    ] {
        let error = sql(&format!("EXPLAIN SELECT {call}")).await.unwrap_err();
        assert!(error.contains(said), "{call}: {error}");
    }
}

#[tokio::test]
async fn constants_are_folded() {
    let rows =
        sql("EXPLAIN SELECT p FROM (VALUES (1), (2)) AS t(p) WHERE p = port('tcpmux', 'tcp')")
            .await
            .unwrap();
    let plan = rows.concat();
    assert!(!plan.contains("port("), "{plan}");
    assert_eq!(sql("SELECT service_name(22, 6)").await.unwrap(), ["ssh"]);
}
