//! Registries that IANA does not have: compiled by `IANAPORTS_REGISTRY` into a program of their own.
//!
//! The first is made so that each rule of the order decides, and each rule against every later one.
//! The second is dense and random: overlapping ranges, stated and unstated transports, every
//! status, and the last of the 65,536 ports.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

#[path = "../source/random.rs"]
mod random;
#[path = "../source/reader.rs"]
#[allow(dead_code, reason = "only the twin reads what it needs")]
mod reader;
#[path = "../source/twin.rs"]
#[allow(dead_code, reason = "the tests of the real registry ask for the rest")]
mod twin;

use random::random;
use reader::Registry;
use twin::{ALIAS, DUPLICATE, REPLACEMENT, TRANSPORTS, Twin};

/// A record in the making; `""` is left out.
#[derive(Default)]
struct Row {
    name: String,
    transport: &'static str,
    number: String,
    description: String,
    note: String,
    iesg: bool,
}

/// A service that somebody has described, on a transport (or `""`) and a number (or `""`).
fn service(name: &str, number: &str, transport: &'static str) -> Row {
    Row {
        name: name.to_owned(),
        transport,
        number: number.to_owned(),
        description: "A service".to_owned(),
        ..Row::default()
    }
}

impl Row {
    fn tersely(self) -> Row {
        let description = String::new();
        Row {
            description,
            ..self
        }
    }

    fn widespread(self) -> Row {
        let note = "This entry records an unassigned but widespread use".to_owned();
        Row { note, ..self }
    }

    fn iesg(self) -> Row {
        Row { iesg: true, ..self }
    }

    fn replacing(self, old: &str) -> Row {
        let description = format!("{}<br/><br/>{REPLACEMENT}{old}\".", self.description);
        Row {
            description,
            ..self
        }
    }

    fn alias_to(self, new: &str) -> Row {
        let note = format!("{ALIAS}{new}\".");
        Row { note, ..self }
    }

    fn duplicate_of(self, other: &str) -> Row {
        let note = format!("{DUPLICATE}{other}\" service.");
        Row { note, ..self }
    }
}

fn document(rows: &[Row]) -> String {
    let mut text = String::from(
        "<?xml version='1.0' encoding='UTF-8'?>\n\
         <registry xmlns=\"http://www.iana.org/assignments\" id=\"service-names-port-numbers\">\n\
         <title>Made up</title>\n<updated>2001-02-03</updated>\n",
    );
    for row in rows {
        let person = if row.iesg { "IESG" } else { "Somebody" };
        text.push_str("<record>");
        for (element, value) in [
            ("name", &row.name),
            ("protocol", &row.transport.to_owned()),
            ("number", &row.number),
            ("note", &row.note),
        ] {
            if !value.is_empty() {
                write!(text, "<{element}>{value}</{element}>").unwrap();
            }
        }
        let description = &row.description;
        writeln!(
            text,
            "<xref type=\"person\" data=\"{person}\"/><description>{description}</description></record>",
        )
        .unwrap();
    }
    text + "<people><person id=\"IESG\"/><person id=\"Somebody\"/></people>\n</registry>\n"
}

/// Builds the consumer with a registry, and gives its answer to each question.
#[track_caller]
fn answers(registry: &str, questions: &[String]) -> Vec<String> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("made-up");
    fs::create_dir_all(package.join("src")).unwrap();
    let manifest = format!(
        "[package]\nname = \"made-up\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\nianaports = {{ path = {project:?}, features = [\"history\", \"unofficial\"] }}\n\n[profile.dev]\ndebug = false\n"
    );
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    // The same versions as the project's, which are there without a network.
    fs::copy(project.join("Cargo.lock"), package.join("Cargo.lock")).unwrap();
    fs::write(
        package.join("src/main.rs"),
        include_str!("../../programs/made_up/src/main.rs"),
    )
    .unwrap();
    let document = package.join("registry.xml");
    fs::write(&document, registry).unwrap();

    let mut consumer = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--manifest-path"])
        .arg(package.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(package.join("target"))
        .current_dir(project)
        .env("IANAPORTS_REGISTRY", &document)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = consumer.stdin.take().unwrap();
    let asked = questions.join("\n");
    let writer = std::thread::spawn(move || stdin.write_all(asked.as_bytes()));
    let output = consumer.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "the consumer fails: {}",
        output.status
    );
    writer.join().unwrap().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<String> = output.lines().map(str::to_owned).collect();
    assert_eq!(answers.len(), questions.len());
    answers
}

fn numbers(records: &[usize]) -> String {
    let numbers: Vec<String> = records.iter().map(usize::to_string).collect();
    numbers.join(" ")
}

/// A question, the records that it is about in the order of the registry, and the answer.
type Case = (&'static str, Vec<Row>, &'static [&'static str]);

/// Each rule, and each pair of rules that can meet. Where it is not rule 7 that decides, the
/// registry's order is against the answer.
fn cases() -> Vec<Case> {
    vec![
        // 1. By transport: TCP, UDP, SCTP, DCCP, none stated.
        (
            "port 10",
            vec![
                service("dccp", "10", "dccp"),
                service("sctp", "10", "sctp"),
                service("udp", "10", "udp"),
                service("tcp", "10", "tcp"),
            ],
            &["tcp 10 tcp", "udp 10 udp", "sctp 10 sctp", "dccp 10 dccp"],
        ),
        (
            "name one",
            vec![
                service("one", "", ""),
                service("one", "", "dccp"),
                service("one", "", "sctp"),
                service("one", "", "udp"),
                service("one", "", "tcp"),
            ],
            &["one  tcp", "one  udp", "one  sctp", "one  dccp", "one  "],
        ),
        (
            "port 11",
            vec![service("any", "11", ""), service("any-tcp", "11", "tcp")],
            &["any-tcp 11 tcp", "any 11 "],
        ),
        // Of the unofficial names the first is then registered, and the second has a service to stand for.
        (
            "port 9092",
            vec![service("kafka", "9092", "tcp")],
            &["kafka 9092 tcp"],
        ),
        (
            "port 43",
            vec![service("nicname", "43", "tcp")],
            &["nicname 43 tcp"],
        ),
        // 2. Records with a port before those without.
        (
            "name two",
            vec![service("two", "", "tcp"), service("two", "20", "tcp")],
            &["two 20 tcp", "two  tcp"],
        ),
        // 3. For a range, port by port: the lowest that was asked for.
        (
            "ports 31-39",
            vec![
                service("three-d", "39", "tcp"),
                service("three-c", "35", "tcp"),
                service("three-b", "31", "tcp"),
                service("three-a", "30-38", "tcp"),
            ],
            &[
                "three-b 31 tcp",
                "three-a 30-38 tcp",
                "three-c 35 tcp",
                "three-d 39 tcp",
            ],
        ),
        // 4. Aliases after what is not an alias.
        (
            "port 40",
            vec![
                service("four_", "40", "tcp").alias_to("four"),
                service("four", "40", "tcp").replacing("four_"),
            ],
            &["four 40 tcp", "four_ 40 tcp"],
        ),
        (
            "port 41",
            vec![
                service("again", "41", "tcp").duplicate_of("original"),
                service("original", "41", "tcp"),
            ],
            &["original 41 tcp", "again 41 tcp"],
        ),
        // 5. An empty description, or widespread use without an assignment, after the others.
        (
            "port 50",
            vec![
                service("five-b", "50", "tcp").tersely(),
                service("five-a", "50", "tcp"),
            ],
            &["five-a 50 tcp", "five-b 50 tcp"],
        ),
        (
            "port 51",
            vec![
                service("five-d", "51", "tcp").widespread(),
                service("five-c", "51", "tcp"),
            ],
            &["five-c 51 tcp", "five-d 51 tcp"],
        ),
        // 6. The IESG's before the others.
        (
            "port 60",
            vec![
                service("six-b", "60", "tcp"),
                service("six-a", "60", "tcp").iesg(),
            ],
            &["six-a 60 tcp", "six-b 60 tcp"],
        ),
        // 7. The registry's order.
        (
            "port 70",
            vec![
                service("seven-b", "70", "tcp"),
                service("seven-a", "70", "tcp"),
            ],
            &["seven-b 70 tcp", "seven-a 70 tcp"],
        ),
        // 1 against 2: the one without a port is on TCP.
        (
            "name one-two",
            vec![
                service("one-two", "120", "udp"),
                service("one-two", "", "tcp"),
            ],
            &["one-two  tcp", "one-two 120 udp"],
        ),
        // 1 against 3: the higher port is on TCP.
        (
            "ports 130-131",
            vec![
                service("one-three-b", "130", "udp"),
                service("one-three-a", "131", "tcp"),
            ],
            &["one-three-a 131 tcp", "one-three-b 130 udp"],
        ),
        // 1 against 4: the alias is on TCP.
        (
            "port 140",
            vec![
                service("one-four-b", "140", "udp"),
                service("one-four_", "140", "tcp").alias_to("one-four"),
                service("one-four", "140", "tcp").replacing("one-four_"),
            ],
            &[
                "one-four 140 tcp",
                "one-four_ 140 tcp",
                "one-four-b 140 udp",
            ],
        ),
        // 1 against 5: the one without a description is on TCP.
        (
            "port 150",
            vec![
                service("one-five-b", "150", "udp"),
                service("one-five-a", "150", "tcp").tersely(),
            ],
            &["one-five-a 150 tcp", "one-five-b 150 udp"],
        ),
        // 1 against 6: the IESG's is on UDP. In all of these, 1 is against 7 too.
        (
            "port 160",
            vec![
                service("one-six-b", "160", "udp").iesg(),
                service("one-six-a", "160", "tcp"),
            ],
            &["one-six-a 160 tcp", "one-six-b 160 udp"],
        ),
        // 2 against 3 cannot be: a range finds records with a port alone.
        // 2 against 4: the one with a port is an alias.
        (
            "name two-four_",
            vec![
                service("two-four_", "", "tcp"),
                service("two-four_", "240", "tcp").alias_to("two-four"),
                service("two-four", "240", "tcp").replacing("two-four_"),
            ],
            &["two-four_ 240 tcp", "two-four_  tcp"],
        ),
        // 2 against 5: the one with a port has no description.
        (
            "name two-five",
            vec![
                service("two-five", "", "tcp"),
                service("two-five", "250", "tcp").tersely(),
            ],
            &["two-five 250 tcp", "two-five  tcp"],
        ),
        // 2 against 6: the one without a port is the IESG's. In all of these, 2 is against 7 too.
        (
            "name two-six",
            vec![
                service("two-six", "", "tcp").iesg(),
                service("two-six", "260", "tcp"),
            ],
            &["two-six 260 tcp", "two-six  tcp"],
        ),
        // 3 against 4: the lower port has an alias.
        (
            "ports 340-341",
            vec![
                service("three-four-b", "341", "tcp"),
                service("three-four_", "340", "tcp").alias_to("three-four"),
                service("three-four", "340", "tcp").replacing("three-four_"),
            ],
            &[
                "three-four 340 tcp",
                "three-four_ 340 tcp",
                "three-four-b 341 tcp",
            ],
        ),
        // 3 against 5: the lower port has no description.
        (
            "ports 350-351",
            vec![
                service("three-five-b", "351", "tcp"),
                service("three-five-a", "350", "tcp").tersely(),
            ],
            &["three-five-a 350 tcp", "three-five-b 351 tcp"],
        ),
        // 3 against 6: the higher port is the IESG's. In all of these, 3 is against 7 too.
        (
            "ports 360-361",
            vec![
                service("three-six-b", "361", "tcp").iesg(),
                service("three-six-a", "360", "tcp"),
            ],
            &["three-six-a 360 tcp", "three-six-b 361 tcp"],
        ),
        // 4 against 5: what is not an alias has no description, or is only widespread.
        (
            "port 450",
            vec![
                service("four-five_", "450", "tcp").alias_to("four-five"),
                service("four-five", "450", "tcp")
                    .tersely()
                    .replacing("four-five_"),
                service("four-five-b", "450", "tcp").widespread(),
            ],
            &[
                "four-five 450 tcp",
                "four-five-b 450 tcp",
                "four-five_ 450 tcp",
            ],
        ),
        // 4 against 6: the alias is the IESG's. In all of these, 4 is against 7 too.
        (
            "port 460",
            vec![
                service("four-six_", "460", "tcp")
                    .alias_to("four-six")
                    .iesg(),
                service("four-six", "460", "tcp").replacing("four-six_"),
            ],
            &["four-six 460 tcp", "four-six_ 460 tcp"],
        ),
        // 5 against 6: the IESG's has no description, or is only widespread; and 5 against 7.
        (
            "port 560",
            vec![
                service("five-six-c", "560", "tcp").tersely().iesg(),
                service("five-six-b", "560", "tcp").widespread().iesg(),
                service("five-six-a", "560", "tcp"),
            ],
            &[
                "five-six-a 560 tcp",
                "five-six-c 560 tcp",
                "five-six-b 560 tcp",
            ],
        ),
        // The whole of it, for a name: 1, then 2, then 4 to 7; 6 against 7 among the ports.
        (
            "name all",
            vec![
                service("all", "", ""),
                service("all", "", "tcp").iesg(),
                service("all", "700", ""),
                service("all", "701", "udp"),
                service("all", "705", "tcp").tersely().iesg(),
                service("all", "704", "tcp"),
                service("all", "703", "tcp"),
                service("all", "702", "tcp").iesg(),
            ],
            &[
                "all 702 tcp",
                "all 704 tcp",
                "all 703 tcp",
                "all 705 tcp",
                "all  tcp",
                "all 701 udp",
                "all 700 ",
                "all  ",
            ],
        ),
    ]
}

fn each_rule_and_each_pair_of_rules_decides() {
    let mut rows = Vec::new();
    let mut questions = Vec::new();
    let mut expected = Vec::new();
    for (question, case, answer) in cases() {
        questions.push(question.to_owned());
        expected.push(answer);
        rows.extend(case);
    }
    let found = answers(&document(&rows), &questions);
    for ((question, found), expected) in questions.iter().zip(found).zip(expected) {
        let found = found
            .split_whitespace()
            .map(|number| &rows[number.parse::<usize>().unwrap()]);
        let found: Vec<String> = found
            .map(|row| format!("{} {} {}", row.name, row.number, row.transport))
            .collect();
        assert_eq!(found, expected, "{question}");
    }
}

/// The ports of the random registry: few, so that much is on each, and the last of all.
const PORTS: [std::ops::RangeInclusive<u16>; 3] = [0..=255, 49_140..=49_160, 65_500..=65_535];

/// Names of 1 to 46 characters, of 16 too; the long ones differ only where neither end is.
fn name(number: u64) -> String {
    match number % 4 {
        0 => format!("{number:x}"),
        1 => format!("Name-{number}"),
        2 => format!("Sixteen-{number:08}"),
        _ => {
            let width = [3, 20][number as usize / 4 % 2];
            format!("An old name {number:0width$} (historic)")
        }
    }
}

fn dense() -> Vec<Row> {
    let mut random = random();
    let mut below = move |bound: u64| (random.next().unwrap() >> 11) % bound;
    let mut rows = Vec::new();
    for turn in 0..1500 {
        let ports = PORTS[[0, 0, 0, 0, 0, 1, 2, 2][below(8) as usize]].clone();
        let first = ports.start() + below(ports.len() as u64) as u16;
        let last = match below(4) {
            0 => ports
                .end()
                .min(&first.saturating_add(below(12) as u16))
                .to_owned(),
            _ => first,
        };
        let number = match below(12) {
            0 => String::new(),
            _ if first < last => format!("{first}-{last}"),
            _ => first.to_string(),
        };
        let transport = TRANSPORTS[below(5) as usize];
        // Aliases need names of their own: each names one record.
        if turn % 15 == 0 {
            let (old, new) = (format!("alias_{turn}"), format!("alias-{turn}"));
            let old_row = service(&old, &number, transport).alias_to(&new);
            let new_row = service(&new, &number, transport).replacing(&old);
            let again = service(&format!("again-{turn}"), &number, transport).duplicate_of(&new);
            let mut trio = vec![old_row, new_row, again];
            trio.rotate_left(below(3) as usize);
            rows.extend(trio);
            continue;
        }
        let mut row = service(&name(below(300)), &number, transport);
        row = match below(8) {
            0 => row.tersely(),
            1 => row.widespread(),
            _ => row,
        };
        row.iesg = below(5) == 0;
        let description = match below(16) {
            0 => "De-Registered",
            1..6 if !number.is_empty() => {
                row.name.clear();
                let words = [
                    "Unassigned",
                    "(unassigned) Possibly assigned",
                    "Reserved",
                    "IANA Reserved",
                    "Removed",
                    "De-Commissioned Port",
                    "Deprecated",
                    "any private service",
                ];
                words[below(words.len() as u64) as usize]
            }
            _ => "",
        };
        if !description.is_empty() {
            row.description = description.to_owned();
        }
        rows.push(row);
    }
    rows
}

fn a_dense_random_registry_gets_the_answers_of_the_twin() {
    let document = document(&dense());
    let twin = Twin::new(Registry::read(&document));
    let mut asked = Vec::new();
    let stated = || TRANSPORTS[..4].iter().enumerate();
    for port in PORTS
        .into_iter()
        .flat_map(|ports| ports.start().saturating_sub(3)..=*ports.end())
    {
        asked.push((
            format!("port {port}"),
            numbers(&twin.services_of_port(port)),
        ));
        for (column, transport) in stated() {
            let found = numbers(&twin.services_at(port, column));
            asked.push((format!("port {port} on {transport}"), found));
            let (status, record) = twin.status_at(port, column);
            let record = record.map_or(String::new(), |record| record.to_string());
            asked.push((
                format!("status {port} on {transport}"),
                format!("{status} {record}"),
            ));
        }
    }
    for name in twin.names() {
        let middle = name.len() / 2;
        let other = format!("{}~{}", &name[..middle], &name[middle + 1..]);
        for name in [name, &name.to_ascii_uppercase(), &other] {
            let found = numbers(&twin.services_named(name, None));
            asked.push((format!("name {name}"), found));
            for (column, transport) in stated() {
                let found = numbers(&twin.services_named(name, Some(column)));
                asked.push((format!("name {name} on {transport}"), found));
            }
        }
    }
    let mut ports = random().map(|number| {
        let ports = PORTS[(number >> 32) as usize % PORTS.len()].clone();
        ports.start() + (number >> 40) as u16 % ports.len() as u16
    });
    for turn in 0..300 {
        let (a, b) = (ports.next().unwrap(), ports.next().unwrap());
        let (first, last) = if turn == 0 {
            (0, u16::MAX)
        } else {
            (a.min(b), a.max(b))
        };
        let found = numbers(&twin.services_in(first, last, None));
        asked.push((format!("ports {first}-{last}"), found));
        for (column, transport) in stated() {
            let found = numbers(&twin.services_in(first, last, Some(column)));
            asked.push((format!("ports {first}-{last} on {transport}"), found));
        }
    }

    let (questions, expected): (Vec<String>, Vec<String>) = asked.into_iter().unzip();
    for ((question, found), expected) in questions
        .iter()
        .zip(answers(&document, &questions))
        .zip(expected)
    {
        assert_eq!(found, expected, "{question}");
    }
}

/// One test, for the two registries are compiled in one place, one after the other.
#[test]
fn made_up_registries() {
    each_rule_and_each_pair_of_rules_decides();
    a_dense_random_registry_gets_the_answers_of_the_twin();
}
