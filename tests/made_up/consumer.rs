//! A program that uses the crate and answers questions, one a line, with the numbers of records.

use ianaports::{PortRange, Record, Transport, lookup, records, status};

fn main() {
    let all: Vec<Record> = records().iter().collect();
    let number = |record: Record| all.binary_search(&record).unwrap().to_string();
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let (question, transport) = match line.split_once(" on ") {
            Some((question, transport)) => {
                (question, Some(transport.parse::<Transport>().unwrap()))
            }
            None => (line.as_str(), None),
        };
        let (kind, subject) = question.split_once(' ').unwrap();
        let found = match (kind, transport) {
            ("name", None) => lookup(subject),
            ("name", Some(transport)) => lookup((subject, transport)),
            ("port", None) => lookup(subject.parse::<u16>().unwrap()),
            ("port", Some(transport)) => lookup((subject.parse::<u16>().unwrap(), transport)),
            ("ports", None) => lookup(subject.parse::<PortRange>().unwrap()),
            ("ports", Some(transport)) => {
                lookup((subject.parse::<PortRange>().unwrap(), transport))
            }
            ("status", Some(transport)) => {
                let found = status(subject.parse().unwrap(), transport);
                println!("{found} {}", found.record().map_or(String::new(), number));
                continue;
            }
            _ => panic!("{line}"),
        };
        let numbers: Vec<String> = found.iter().map(number).collect();
        println!("{}", numbers.join(" "));
    }
}
