//! What a port is, for a picture of all ports.

use ianaports::Transport::{Dccp, Sctp, Tcp, Udp};
use ianaports::{Status, status};

/// What a port is, for its color. The first that is true of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Dynamic,
    Both,
    Tcp,
    Udp,
    Other,
    Reserved,
    DeAssigned,
    Unassigned,
}

impl Class {
    /// In the order of the legend.
    pub const ALL: [Self; 8] = [
        Self::Both,
        Self::Tcp,
        Self::Udp,
        Self::Other,
        Self::Reserved,
        Self::DeAssigned,
        Self::Unassigned,
        Self::Dynamic,
    ];

    /// The class of a port.
    pub fn of(port: u16) -> Self {
        let has = |transport, wanted| status(port, transport) == wanted;
        let either = |wanted| has(Tcp, wanted) || has(Udp, wanted);
        match (has(Tcp, Status::Assigned), has(Udp, Status::Assigned)) {
            (true, true) => Self::Both,
            (true, false) => Self::Tcp,
            (false, true) => Self::Udp,
            _ if has(Sctp, Status::Assigned) || has(Dccp, Status::Assigned) => Self::Other,
            _ if either(Status::Reserved) => Self::Reserved,
            _ if either(Status::DeAssigned) => Self::DeAssigned,
            _ if either(Status::Dynamic) => Self::Dynamic,
            _ => Self::Unassigned,
        }
    }

    /// Its color in the picture, as CSS and SVG have it.
    pub const fn color(self) -> &'static str {
        match self {
            Self::Both => "#1d3557",
            Self::Tcp => "#2a9d8f",
            Self::Udp => "#e9a227",
            Self::Other => "#c2417c",
            Self::Reserved => "#a9a294",
            Self::DeAssigned => "#9b2226",
            Self::Unassigned => "#e9e3d3",
            Self::Dynamic => "#dbe6ea",
        }
    }

    /// What it means.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Both => "assigned on TCP and UDP",
            Self::Tcp => "assigned on TCP, not on UDP",
            Self::Udp => "assigned on UDP, not on TCP",
            Self::Other => "assigned on SCTP or DCCP alone",
            Self::Reserved => "reserved",
            Self::DeAssigned => "de-assigned",
            Self::Unassigned => "unassigned",
            Self::Dynamic => "dynamic: for anyone's use, never assigned",
        }
    }
}
