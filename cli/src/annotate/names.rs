//! Where names come from: IANA, and before or behind it what the user adds.

use ianaports::Transport;
use ianaports::overlay::{Entry, OverlayError, OwnedOverlay, services_file};
use ianaports::unofficial;

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
    own: Option<OwnedOverlay<Vec<Entry<String>>>>,
    unofficial: Option<Unofficial>,
}

impl Names {
    /// IANA's names, behind those of a text in the form of `/etc/services`.
    ///
    /// # Errors
    ///
    /// The text has more entries than an overlay.
    pub fn new(
        services: Option<&str>,
        unofficial: Option<Unofficial>,
    ) -> Result<Self, OverlayError> {
        let entries = |text| {
            services_file(text)
                .map(|entry| entry.map_name(str::to_owned))
                .collect()
        };
        let own = services
            .map(|text| OwnedOverlay::first_wins(entries(text)))
            .transpose()?;
        Ok(Self { own, unofficial })
    }

    pub fn name(&self, port: u16, on: Transport) -> Option<&str> {
        let own = || self.own.as_ref().and_then(|own| own.service_name(port, on));
        let iana = || ianaports::service_name(port, on);
        let unofficial = || unofficial::service_name(port, on);
        match self.unofficial {
            None => own().or_else(iana),
            Some(Unofficial::Before) => own().or_else(unofficial).or_else(iana),
            Some(Unofficial::Behind) => own().or_else(iana).or_else(unofficial),
        }
    }
}
