//! What the user types.

pub mod annotate;

use std::ffi::OsStr;
use std::fmt;
use std::path::PathBuf;

use clap::builder::{NonEmptyStringValueParser, PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{
    Arg, Args, ColorChoice, CommandFactory, FromArgMatches, Id, Parser, Subcommand, ValueEnum,
    ValueHint,
};
use clap_complete::Shell;
use ianaports::{
    Date, PortRange, PortRangeError, Query, REGISTRY_UPDATED, Status, Transport, TransportError,
};

pub use annotate::Annotate;
use ianaports_cli::asked::{self, NoQuery};

/// Looks up services and ports in IANA's registry, offline.
///
/// A query is a name (https), a port (443), ports (6000-6063) or a DNS-SD
/// service type (_ipp._tcp). All but the last may be followed by a transport:
/// https/tcp, 443/udp, 6000-6063/tcp. A name that is also a command stands
/// after two hyphens: ianaports -- search
#[derive(Parser)]
#[command(
    name = "ianaports",
    version = version(),
    max_term_width = 80,
    subcommand_negates_reqs = true,
    arg_required_else_help = true,
    override_usage = "ianaports [OPTIONS] <QUERY>...\n       ianaports <COMMAND>",
    after_long_help = "\
Examples:
  ianaports https 443/tcp x11 whois++ 6003 4
  ianaports --long submissions
  ianaports --json 465 | grep submissions

COLUMNS, if set, is the width of lines; NO_COLOR, if set, turns colors off.

Exits 0 if every query has an answer (\"unassigned\" is one), 1 if a name is not
registered for what is asked, 2 if the command cannot be understood.

The registry is part of the program. To build it with another edition of IANA's
XML (service-names-port-numbers.xml):
  IANAPORTS_REGISTRY=/absolute/path.xml cargo install ianaports-cli"
)]
pub struct Arguments {
    #[command(flatten)]
    pub lookup: Lookup,
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Arguments {
    /// What was typed. An option before a command would be lost: it ends the program with a sentence.
    pub fn typed() -> Arguments {
        let mut program = Arguments::command();
        let matches = program.get_matches_mut();
        if let Some((name, _)) = matches.subcommand() {
            let is_typed =
                |id: &Id| matches.value_source(id.as_str()) == Some(ValueSource::CommandLine);
            let lost = program.get_arguments().find(|arg| is_typed(arg.get_id()));
            if let Some(option) = lost.and_then(Arg::get_long) {
                let command = program.find_subcommand(name);
                let has = |command: &clap::Command| {
                    command
                        .get_arguments()
                        .any(|arg| arg.get_long() == Some(option))
                };
                let why = match command.is_some_and(has) {
                    true => format!(
                        "--{option} stands before {name}; expected ianaports {name} --{option}"
                    ),
                    false => format!(
                        "{name} has no --{option}; `ianaports {name} --help` has its options"
                    ),
                };
                program.error(ErrorKind::ArgumentConflict, why).exit();
            }
        }
        Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }

    /// When to use colors: what a command without the option prints has none.
    pub fn color(&self) -> ColorChoice {
        let color = match &self.command {
            None => &self.lookup.color,
            Some(Command::Search(search)) => &search.color,
            Some(Command::Changes(changes)) => &changes.color,
            Some(Command::Compare(compare)) => &compare.color,
            Some(Command::Annotate(annotate)) => &annotate.color,
            Some(_) => return ColorChoice::Never,
        };
        color.choice.unwrap_or(ColorChoice::Auto)
    }
}

/// The option of commands that print in colors.
#[derive(Args)]
pub struct Color {
    /// When to use colors
    #[arg(long = "color", value_name = "WHEN")]
    choice: Option<ColorChoice>,
}

#[derive(Args)]
pub struct Lookup {
    /// Names, ports, ranges of ports, service types; - reads them from the standard input
    #[arg(value_name = "QUERY", required = true, value_parser = asked, value_hint = ValueHint::Other)]
    pub queries: Vec<Asked>,
    /// Each record whole: dates, references, people, notes, TXT keys
    #[arg(long, short)]
    pub long: bool,
    /// One JSON object a query and line, for programs
    ///
    /// Its fields are `query` (what was asked), `records` (each as the library
    /// writes it), `vacant` (the ports without a service, each with `ports`,
    /// `transport`, `status` and `record`, which is null without a record),
    /// `unofficial` (the names that people use and IANA has not registered) and
    /// `hints` (for a name without an answer, else null).
    #[arg(long, conflicts_with = "long")]
    pub json: bool,
    /// Leaves out the ports without a service
    #[arg(long)]
    pub services_only: bool,
    #[command(flatten)]
    pub color: Color,
}

/// What stands for a query.
#[derive(Clone)]
pub enum Asked {
    Query(Query),
    /// The queries in the standard input.
    Input,
}

fn asked(typed: &str) -> Result<Asked, NoQuery> {
    match typed {
        "-" => Ok(Asked::Input),
        query => asked::read(query).map(Asked::Query),
    }
}

/// A parser of values with the words that a shell completes them to.
#[derive(Clone, Copy)]
pub struct Offering<T, E> {
    parser: fn(&str) -> Result<T, E>,
    words: &'static [&'static str],
}

pub const TRANSPORT: Offering<Transport, TransportError> = Offering {
    parser: str::parse,
    words: &["tcp", "udp", "sctp", "dccp"],
};

const PORTS: Offering<PortRange, NoPorts> = Offering {
    parser: ports,
    words: &["system", "user"],
};

impl<T, E> TypedValueParser for Offering<T, E>
where
    T: Clone + Send + Sync + 'static,
    E: std::error::Error + Clone + Send + Sync + 'static,
{
    type Value = T;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<T, clap::Error> {
        self.parser.parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.words.iter().map(PossibleValue::new)))
    }
}

#[derive(Subcommand)]
pub enum Command {
    Search(Search),
    Free(Free),
    Changes(Changes),
    Compare(Compare),
    Annotate(Annotate),
    Export(Export),
    /// Prints completions for a shell
    #[command(after_long_help = "\
A shell reads them at its start from a folder. For one user:
  bash  ~/.local/share/bash-completion/completions/ianaports
  zsh   a folder of $fpath, as _ianaports
  fish  ~/.config/fish/completions/ianaports.fish
For all users of a system:
  bash  /usr/share/bash-completion/completions/ianaports
  zsh   /usr/share/zsh/site-functions/_ianaports
  fish  /usr/share/fish/vendor_completions.d/ianaports.fish

Examples:
  ianaports completions bash > ianaports
  ianaports completions zsh > _ianaports
  ianaports completions fish > ianaports.fish")]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Writes the man pages into a folder
    ///
    /// One page is for the program and one for each of its commands. `man` finds
    /// them in a folder man1 of its path, such as ~/.local/share/man/man1.
    #[command(after_long_help = "\
Examples:
  ianaports man . && ls ianaports.1
  ianaports man . && ls ianaports-annotate.1
  mkdir -p man1 && ianaports man man1 && ls man1")]
    Man {
        /// The folder
        #[arg(value_name = "FOLDER", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
}

/// Searches names, descriptions, assignees and organizations
///
/// Every word has to be found in a record, in any letter case. Best first: the
/// name is the word; the name begins with it; it is a whole word of the
/// record; it is part of a word. The worst match of a record's words decides
/// its place. Unofficial names follow, each in a line that says so.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  ianaports search name server
  ianaports search --on udp syslog
  ianaports search --status de-assigned port

Exits 1 if nothing is found.")]
pub struct Search {
    /// What to search for
    #[arg(value_name = "WORD", required = true, value_hint = ValueHint::Other, value_parser = NonEmptyStringValueParser::new())]
    pub words: Vec<String>,
    /// Only on this transport: tcp, udp, sctp or dccp
    #[arg(long, value_name = "TRANSPORT", value_parser = TRANSPORT, hide_possible_values = true)]
    pub on: Option<Transport>,
    /// Only records of this status
    #[arg(long, value_name = "STATUS")]
    pub status: Option<RecordStatus>,
    /// One record a line as JSON, as the library writes it
    ///
    /// An unofficial name is an object with the one field `unofficial`. Where
    /// nothing is found, there is no line.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub color: Color,
}

/// The statuses that a record has: no record is dynamic.
#[derive(Clone, Copy, ValueEnum)]
pub enum RecordStatus {
    Assigned,
    Reserved,
    #[value(name = "de-assigned")]
    DeAssigned,
    Unassigned,
}

impl From<RecordStatus> for Status {
    fn from(status: RecordStatus) -> Status {
        match status {
            RecordStatus::Assigned => Status::Assigned,
            RecordStatus::Reserved => Status::Reserved,
            RecordStatus::DeAssigned => Status::DeAssigned,
            RecordStatus::Unassigned => Status::Unassigned,
        }
    }
}

/// Lists the ports that are unassigned
///
/// A line is a run of neighbouring ports that are unassigned on every transport
/// asked for. Below it stand the unofficial names of its ports: what people
/// run there. Unassigned ports may be applied for at IANA. For a port of your
/// own on your own machine, IANA has set apart the dynamic ones, 49152-65535.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  ianaports free
  ianaports free --run 100
  ianaports free --run 10 --on tcp,udp --in user

Exits 1 if there is no such run.")]
pub struct Free {
    /// Only runs of this many ports and more
    #[arg(long, value_name = "PORTS", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=65536))]
    pub run: u32,
    /// Unassigned on all of these transports
    #[arg(
        long,
        value_name = "TRANSPORTS",
        value_delimiter = ',',
        num_args = 1..,
        value_parser = TRANSPORT,
        hide_possible_values = true,
        default_value = "tcp,udp"
    )]
    pub on: Vec<Transport>,
    /// Among these: system (0-1023), user (1024-49151), or ports such as 8000-8999
    #[arg(long = "in", value_name = "PORTS", default_value = "0-49151", value_parser = PORTS, hide_possible_values = true)]
    pub within: PortRange,
    /// One run a line as JSON: `first_port`, `last_port` and `unofficial`
    ///
    /// Where there is no run, there is no line.
    #[arg(long)]
    pub json: bool,
}

fn ports(typed: &str) -> Result<PortRange, NoPorts> {
    match typed {
        "system" => Ok(PortRange::SYSTEM),
        "user" => Ok(PortRange::USER),
        "dynamic" => Err(NoPorts::Dynamic),
        ports => ports.parse().map_err(NoPorts::Other),
    }
}

/// Why what was typed are no ports that can be unassigned.
#[derive(Clone, Debug)]
pub enum NoPorts {
    Dynamic,
    Other(PortRangeError),
}

impl fmt::Display for NoPorts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dynamic => f.write_str(
                "dynamic ports, 49152-65535, are never assigned: anybody may use them (RFC 6335, section 6); \
                 expected system, user, or ports such as 8000-8999",
            ),
            Self::Other(error) => write!(f, "{error}; or system, or user"),
        }
    }
}

impl std::error::Error for NoPorts {}

/// Shows what has changed in the registry, newest first
///
/// A change has the date of the first edition that was seen with it, which is
/// not the day on which IANA decided. It is what a record was before and what it
/// is after: its name, or the status of its port, or each other column. Records
/// without a name, such as ranges of unassigned ports, are left out unless a
/// service had their port before or has it after.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  ianaports changes --since 2026-01
  ianaports changes surfpass
  ianaports changes 853/udp https

Exits 1 if no change is known.")]
pub struct Changes {
    /// Names as they are or were, ports, ranges of ports
    #[arg(value_name = "QUERY", value_hint = ValueHint::Other)]
    pub queries: Vec<String>,
    /// Only changes in editions of this date or later
    #[arg(long, value_name = "DATE")]
    pub since: Option<Date>,
    /// One change a line as JSON, as the library writes it
    ///
    /// Its fields are `date`, `before` and `after`. Each of these two is null
    /// where the record was not there, or has `name`, `first_port`,
    /// `last_port`, `transport`, `status`, `description`, `registration_date`,
    /// `modification_date`, `references`, `service_code`, `unauthorized_use`
    /// and `notes`.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub color: Color,
}

/// Compares a table of your own with the registry
///
/// A line has one number and one name, in any order: a row of CSV, `443 https`,
/// `443 => "https",`, or a line of services(5). A first line with `port` and
/// `name` among its fields tells which columns they are. Rows that are IANA's
/// are counted; the others are listed: unofficial names, and rows that differ,
/// with what IANA has there.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  ianaports compare services
  ianaports compare --as overlay services
  echo '5432 postgres' | ianaports compare -

Exits 0 if no row differs, 1 if one does, 2 if the file cannot be read. A line
that is no row is told beside the output.")]
pub struct Compare {
    /// The table; - is the standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Prints the rows that differ as Rust: overlay! for the library
    #[arg(long = "as", value_name = "FORM", conflicts_with = "json")]
    pub form: Option<As>,
    /// Every row as a line of JSON
    ///
    /// Its fields are `name`, `ports`, `transports` (those that the row
    /// states), `verdict` (iana, unofficial or differs), `iana` (IANA's name of
    /// the port, or null), `status` (of the port) and `elsewhere` (the ports
    /// that IANA has for the name).
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub color: Color,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum As {
    Overlay,
}

/// Prints the whole registry in a format for other programs
///
/// services: a services(5) file, as /etc/services is one.
/// csv: the columns of the CSV that IANA publishes.
/// json: a record a line, as the library writes it.
/// ports: a row for each port and transport that has a service, as CSV with a
/// header: protocol (the number of the IP header), transport, port, name (the
/// primary one), status, description, edition.
/// svg: a picture of all ports.
#[derive(Args)]
#[command(
    verbatim_doc_comment,
    after_long_help = "\
Examples:
  ianaports export services > services
  ianaports export ports > ports.csv
  ianaports export svg > ports.svg"
)]
pub struct Export {
    /// The format
    pub format: Format,
    /// With ports: a row for all 262,144 ports, with a service or without
    #[arg(long)]
    pub all: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Services,
    Csv,
    Json,
    Ports,
    Svg,
}

fn version() -> String {
    format!(
        "{} (registry of {REGISTRY_UPDATED})",
        env!("CARGO_PKG_VERSION")
    )
}
