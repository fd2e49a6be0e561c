//! Where names come from: IANA, and before or behind it what the user adds.

use ianaports::Transport;

/// When unofficial names are used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unofficial {
    /// Rather than IANA's.
    Before,
    /// Where IANA has none.
    Behind,
}

/// The names of ports.
#[derive(Default)]
pub struct Names {
    pub unofficial: Option<Unofficial>,
}

impl Names {
    pub fn name(&self, port: u16, on: Transport) -> Option<&str> {
        let iana = || ianaports::service_name(port, on);
        let unofficial = || ianaports::customs::service_name(port, on);
        match self.unofficial {
            None => iana(),
            Some(Unofficial::Before) => unofficial().or_else(iana),
            Some(Unofficial::Behind) => iana().or_else(unofficial),
        }
    }
}
