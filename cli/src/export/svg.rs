//! A picture of the port space, of the proportions of a sheet of paper (1 to the root of 2).
//!
//! All 65,536 ports, 256 a row, in the colors of what they are assigned on; below them the system ports, named.

use std::fmt::{self, Display};
use std::io::{self, Write};

use ianaports::Transport::{Dccp, Sctp, Tcp, Udp};
use ianaports::{PortRange, REGISTRY_UPDATED, service_name};
use ianaports_cli::class::Class;

const WIDTH: u32 = 1200;
const HEIGHT: u32 = 1697;
/// Where the ports begin, and the side of one.
const LEFT: u32 = 88;
const TOP: u32 = 128;
const SIDE: u32 = 4;
/// Ports in a row.
const ROW: u16 = 256;
/// Where the named system ports begin; 32 in a row.
const NAMED_TOP: u32 = 1204;
const NAMED_WIDTH: u32 = 32;
const NAMED_HEIGHT: f64 = 13.5;

pub fn write(mut out: impl Write) -> io::Result<()> {
    let classes: Vec<Class> = PortRange::ALL.iter().map(Class::of).collect();
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         font-family=\"Inter, Helvetica, Arial, 'DejaVu Sans', sans-serif\" fill=\"#22303c\">"
    )?;
    writeln!(
        out,
        "<title>The port space: IANA's registry of {REGISTRY_UPDATED}</title>"
    )?;
    writeln!(
        out,
        "<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fbf8f1\"/>"
    )?;
    text(
        &mut out,
        LEFT,
        72,
        46,
        "font-weight=\"700\" letter-spacing=\"-1\"",
        "The port space",
    )?;
    let about =
        format!("65,536 ports, 256 a row, as IANA has them registered on {REGISTRY_UPDATED}");
    text(&mut out, LEFT, 102, 16, "fill=\"#6b7480\"", about)?;
    map(&mut out, &classes)?;
    axis(&mut out)?;
    legend(&mut out, &classes)?;
    system_ports(&mut out, &classes)?;
    writeln!(out, "</svg>")
}

/// Each class is one path of runs of ports, with paper between the rows.
fn map(out: &mut impl Write, classes: &[Class]) -> io::Result<()> {
    for class in Class::ALL {
        write!(out, "<path fill=\"{}\" d=\"", class.color())?;
        for (row, ports) in classes.chunks(ROW.into()).enumerate() {
            let mut column = 0;
            for run in ports.chunk_by(|a, b| a == b) {
                let width = run.len() as u32 * SIDE;
                if run[0] == class {
                    let (x, y) = (LEFT + column * SIDE, TOP + row as u32 * SIDE);
                    write!(out, "M{x} {y}h{width}v3.4h-{width}z")?;
                }
                column += run.len() as u32;
            }
        }
        writeln!(out, "\"/>")?;
    }
    Ok(())
}

/// The first port of a row, at its left.
fn row_label(out: &mut impl Write, y: impl Display, port: u16) -> io::Result<()> {
    let style = "text-anchor=\"end\" fill=\"#6b7480\"";
    text(out, LEFT - 10, y, 11, style, port)
}

/// The first port of every 16th row at the left, and what RFC 6335 calls the parts at the right.
fn axis(out: &mut impl Write) -> io::Result<()> {
    for port in (0..=u16::MAX).step_by(usize::from(ROW) * 16) {
        let y = TOP + u32::from(port / ROW) * SIDE + 9;
        row_label(out, y, port)?;
    }
    let parts = [
        ("system", PortRange::SYSTEM),
        ("user", PortRange::USER),
        ("dynamic", PortRange::DYNAMIC),
    ];
    let x = LEFT + u32::from(ROW) * SIDE + 8;
    for (name, ports) in parts {
        let top = TOP + u32::from(ports.first() / ROW) * SIDE;
        let bottom = TOP + (u32::from(ports.last() / ROW) + 1) * SIDE;
        writeln!(
            out,
            "<path d=\"M{x} {top}h5V{bottom}h-5\" fill=\"none\" stroke=\"#6b7480\"/>"
        )?;
        let (x, y) = (x + 14, top.midpoint(bottom) + 4);
        text(out, x, y, 11, "fill=\"#6b7480\"", name)?;
    }
    Ok(())
}

/// What the colors mean, on the dynamic ports: nothing else is there.
fn legend(out: &mut impl Write, classes: &[Class]) -> io::Result<()> {
    let top = TOP + u32::from(PortRange::DYNAMIC.first() / ROW) * SIDE;
    writeln!(
        out,
        "<rect x=\"{}\" y=\"{}\" width=\"560\" height=\"216\" rx=\"6\" fill=\"#fbf8f1\"/>",
        LEFT + 24,
        top + 20
    )?;
    for (line, class) in (0..).zip(Class::ALL) {
        let (x, y) = (LEFT + 48, top + 48 + line * 24);
        writeln!(
            out,
            "<rect x=\"{x}\" y=\"{}\" width=\"16\" height=\"14\" fill=\"{}\"/>",
            y - 12,
            class.color()
        )?;
        let count = classes.iter().filter(|&&one| one == class).count();
        text(
            out,
            x + 82,
            y,
            14,
            "text-anchor=\"end\" font-weight=\"600\"",
            Thousands(count),
        )?;
        text(out, x + 96, y, 14, "", class.label())?;
    }
    Ok(())
}

/// The ports up to 1023 with their primary names.
fn system_ports(out: &mut impl Write, classes: &[Class]) -> io::Result<()> {
    text(
        out,
        LEFT,
        NAMED_TOP - 12,
        16,
        "font-weight=\"600\"",
        "The system ports, 0 to 1023",
    )?;
    for port in PortRange::SYSTEM {
        let class = classes[usize::from(port)];
        let x = LEFT + u32::from(port % 32) * NAMED_WIDTH;
        let y = f64::from(NAMED_TOP) + f64::from(port / 32) * NAMED_HEIGHT;
        writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"31\" height=\"12.5\" fill=\"{}\"/>",
            class.color()
        )?;
        let is_light = matches!(class, Class::Unassigned | Class::Udp);
        let fill = if is_light { "#22303c" } else { "#ffffff" };
        let number = format!("fill=\"{fill}\" fill-opacity=\".65\"");
        let (left, y) = (f64::from(x) + 1.5, y + 4.2);
        text(out, left, y, 3.6, &number, port)?;
        if let Some(name) = [Tcp, Udp, Sctp, Dccp]
            .into_iter()
            .find_map(|on| service_name(port, on))
        {
            // A letter of these fonts is some 0.56 of its size wide.
            let size = (28.0 / (0.56 * name.chars().count() as f64)).min(6.0);
            text(
                out,
                left,
                y + 6.2,
                format_args!("{size:.1}"),
                &format!("fill=\"{fill}\""),
                name,
            )?;
        }
    }
    for port in (0..1024_u16).step_by(128) {
        let y = f64::from(NAMED_TOP) + f64::from(port / 32) * NAMED_HEIGHT + 9.5;
        row_label(out, y, port)?;
    }
    Ok(())
}

fn text(
    out: &mut impl Write,
    x: impl Display,
    y: impl Display,
    size: impl Display,
    more: &str,
    what: impl Display,
) -> io::Result<()> {
    let what = what.to_string().replace('&', "&amp;").replace('<', "&lt;");
    writeln!(
        out,
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" {more}>{what}</text>"
    )
}

/// `48,903`
struct Thousands(usize);

impl Display for Thousands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 1000, self.0 % 1000) {
            (0, few) => write!(f, "{few}"),
            (thousands, rest) => write!(f, "{thousands},{rest:03}"),
        }
    }
}
