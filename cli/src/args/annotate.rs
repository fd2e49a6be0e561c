use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use ianaports::Transport;
use ianaports_cli::annotate::{self, Column, decision_table};

use super::{Color, TRANSPORT};

/// Adds service names to the ports in lines of other tools
///
/// Reads the files, or what comes through a pipe, and passes it on line by
/// line: 443 becomes 443(https). All other bytes stay as they are. With -n,
/// tools print the numbers that are looked for. Recognized in any line:
///
///   192.0.2.1:443 [2001:db8::1]:443 *:443      ss, netstat, lsof, logs, URLs
///   192.0.2.1.443 beside an arrow, in netstat  tcpdump, BSD and macOS netstat
///   if:192.0.2.1/61943 192.0.2.1(443) ->       Cisco, Juniper
///   22/tcp 22/open/tcp 80:30080/TCP tcp:443    nmap, docker, kubectl, ipset
///   dport=443 DPT=443 "dst_port":"443"         conntrack, the kernel's log
///   dpt:443 --dports 22,80 dport { 22, 80 }    iptables, nft
///   {"dst_port":443}    gets a key beside it: "dst_port_name":"https"
///   CSV, tabs, ; and |  by a header in the first line; Zeek, W3C, AWS
///
/// A column or key is a port if its name is port, sport, dport, src_port,
/// dst_port, source.port, destination.port, dest_port, spt, dpt, local_port,
/// remote_port, lport, rport, peer_port, client_port, server_port, l4_src_port,
/// l4_dst_port, sourceTransportPort, destinationTransportPort, id.orig_p,
/// id.resp_p, tp_src, tp_dst, dsport, target_port, port_src, port_dst, portid,
/// hostPort, containerPort, nodePort, tcp.dstport and the like, or nfdump's sp
/// and dp with pr. The protocol is in proto, protocol, protocol-id, transport,
/// prot, pro, ip_proto, l4_proto, transport_protocol, protocolIdentifier or
/// network.transport, as a name or the number of an IP header. Letter case,
/// blanks and - . _ make no difference. A header has two known columns.
///
/// The nearest statement of a protocol counts: at the port, of its connection,
/// its part of the line, its row or object, the line. Where there is none, TCP
/// and UDP have to agree on the name, unless --transport tells which it is.
#[derive(Args)]
#[command(
    verbatim_doc_comment,
    after_long_help = after_help()
)]
pub struct Annotate {
    /// Files; without any, or for -, the standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// A column that has ports: its name in the header, or its number from 1
    #[arg(long = "port", value_name = "COLUMN")]
    pub ports: Vec<Column>,
    /// A column that has the protocol
    #[arg(long = "protocol", value_name = "COLUMN")]
    pub protocols: Vec<Column>,
    /// What the input is
    #[arg(long, value_enum, default_value = "auto")]
    pub format: Format,
    /// In tables, adds a column of names and leaves the cells as they are
    #[arg(long)]
    pub column: bool,
    /// The transport of lines that do not state one
    #[arg(long, value_parser = TRANSPORT, hide_possible_values = true)]
    pub transport: Option<Transport>,
    /// Names the ports of clients too
    #[arg(long)]
    pub all: bool,
    /// Your own names, before IANA's: a file in the form of /etc/services
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub services: Option<PathBuf>,
    /// Names that people use: rather than IANA's, or where IANA has none
    #[arg(long, value_name = "WHERE")]
    pub unofficial: Option<Unofficial>,
    /// Tells on stderr of each port why it has a name or none
    #[arg(long)]
    pub explain: bool,
    #[command(flatten)]
    pub color: Color,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Unofficial {
    Before,
    Behind,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    /// A table if the first line is a header, else lines
    Auto,
    /// No table
    Lines,
    /// A table, even if its header has one known column alone
    Table,
    /// AWS's flow logs without a header
    Aws,
}

impl From<Format> for annotate::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Auto => Self::Auto,
            Format::Lines => Self::Lines,
            Format::Table => Self::Table,
            Format::Aws => Self::Aws,
        }
    }
}

fn after_help() -> String {
    format!(
        "\
Which port has a name; the first line that holds decides:
{}
Examples:
  ss -tun | ianaports annotate
  ianaports annotate --column flows.csv
  ianaports annotate --port 3 --protocol 5 < flows.csv

Lines and JSON values of more than 1 MiB pass as they are. Exits 1 if a file
cannot be read or a column that you name is not there.",
        decision_table()
    )
}
