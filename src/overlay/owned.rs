use core::fmt;
use core::iter::successors;

use crate::transport::Transport;

use super::entry::Entry;
use super::error::OverlayError;
use super::index;
use super::texts::of_any;

/// Names of your own that are read at run time and kept: it owns the entries, and they may own their names.
///
/// The entries are an array, a `Vec`, a `Box<[_]>` or a `&mut [_]`. Their names are `String`, `Box<str>` or
/// `&str`. Its look-ups are those of an [`Overlay`](super::Overlay), but not `const`.
///
/// # Examples
///
/// ```
/// use std::{error::Error, fs, path::Path};
///
/// use ianaports::Transport::{Tcp, Udp};
/// use ianaports::overlay::{Entry, OwnedOverlay, services_file};
///
/// struct Config {
///     own: OwnedOverlay<Vec<Entry<String>>>,
/// }
///
/// fn read(path: &Path) -> Result<Config, Box<dyn Error>> {
///     let text = fs::read_to_string(path)?;
///     let entries = services_file(&text).map(|entry| entry.map_name(str::to_owned)).collect();
///     Ok(Config { own: OwnedOverlay::first_wins(entries)? })
/// }
///
/// let path = std::env::temp_dir().join(format!("ianaports-{}", std::process::id()));
/// fs::write(&path, "whois 43/tcp nicname\nmdns 5353/udp\n")?;
/// let config = read(&path)?;
/// fs::remove_file(&path)?;
/// assert_eq!(config.own.service_name(43, Tcp), Some("whois"));
/// assert_eq!(config.own.port("NICNAME", Tcp), Some(43));
/// assert_eq!(config.own.name(5353), Some("mdns"));
/// # Ok::<(), Box<dyn Error>>(())
/// ```
#[derive(Clone)]
pub struct OwnedOverlay<R> {
    entries: R,
}

impl<R> OwnedOverlay<R> {
    /// The same as [`Overlay::new`](super::Overlay::new).
    ///
    /// # Errors
    ///
    /// The first [rule](mod@crate::overlay#the-rules) that an entry breaks.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::overlay::{Entry, OwnedOverlay};
    /// use ianaports::Transport::Tcp;
    ///
    /// let own = OwnedOverlay::new([Entry::new("etcd".to_owned(), 2379, &[Tcp])])?;
    /// assert_eq!(own.port("etcd", Tcp), Some(2379));
    /// # Ok::<(), ianaports::overlay::OverlayError>(())
    /// ```
    #[inline]
    pub fn new<S: AsRef<str>>(mut entries: R) -> Result<OwnedOverlay<R>, OverlayError>
    where
        R: AsRef<[Entry<S>]> + AsMut<[Entry<S>]>,
    {
        of_any::arrange(entries.as_mut(), false)?;
        Ok(OwnedOverlay { entries })
    }

    /// The same as [`Overlay::first_wins`](super::Overlay::first_wins).
    ///
    /// # Errors
    ///
    /// The first [rule](mod@crate::overlay#the-rules) that an entry breaks; several may have one name, or
    /// the same ports.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::overlay::{OwnedOverlay, services_file};
    /// use ianaports::Transport::Tcp;
    ///
    /// let entries: Vec<_> = services_file("dicom 104/tcp\ndicom 11112/tcp").collect();
    /// let own = OwnedOverlay::first_wins(entries)?;
    /// assert_eq!(own.port("dicom", Tcp), Some(104));
    /// # Ok::<(), ianaports::overlay::OverlayError>(())
    /// ```
    #[inline]
    pub fn first_wins<S: AsRef<str>>(mut entries: R) -> Result<OwnedOverlay<R>, OverlayError>
    where
        R: AsRef<[Entry<S>]> + AsMut<[Entry<S>]>,
    {
        of_any::arrange(entries.as_mut(), true)?;
        Ok(OwnedOverlay { entries })
    }

    /// The same as [`Overlay::service_name`](super::Overlay::service_name).
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::overlay::{Entry, OwnedOverlay};
    /// use ianaports::Transport::{Tcp, Udp};
    ///
    /// let own = OwnedOverlay::new(vec![Entry::new("etcd", 2379, &[Tcp])])?;
    /// assert_eq!(own.service_name(2379, Tcp), Some("etcd"));
    /// assert_eq!(own.service_name(2379, Udp), None);
    /// # Ok::<(), ianaports::overlay::OverlayError>(())
    /// ```
    #[inline]
    pub fn service_name<'a, S: AsRef<str> + 'a>(
        &'a self,
        port: u16,
        transport: Transport,
    ) -> Option<&'a str>
    where
        R: AsRef<[Entry<S>]>,
    {
        index::shown(self.entries.as_ref(), port, transport).map(|entry| entry.name.as_ref())
    }

    /// The same as [`Overlay::name`](super::Overlay::name).
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::overlay::{Entry, OwnedOverlay};
    /// use ianaports::Transport::Udp;
    ///
    /// let own = OwnedOverlay::new(vec![Entry::new("wireguard", 51820, &[Udp])])?;
    /// assert_eq!(own.name(51820), Some("wireguard"));
    /// # Ok::<(), ianaports::overlay::OverlayError>(())
    /// ```
    #[inline]
    pub fn name<'a, S: AsRef<str> + 'a>(&'a self, port: u16) -> Option<&'a str>
    where
        R: AsRef<[Entry<S>]>,
    {
        index::shown_on_any(self.entries.as_ref(), port).map(|entry| entry.name.as_ref())
    }

    /// The same as [`Overlay::port`](super::Overlay::port).
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::overlay::{Entry, OwnedOverlay};
    /// use ianaports::Transport::Tcp;
    ///
    /// let own = OwnedOverlay::new(vec![Entry::new("etcd", 2379, &[Tcp])])?;
    /// assert_eq!(own.port("ETCD", Tcp), Some(2379));
    /// # Ok::<(), ianaports::overlay::OverlayError>(())
    /// ```
    #[inline]
    pub fn port<'a, S: AsRef<str> + 'a>(&'a self, name: &str, transport: Transport) -> Option<u16>
    where
        R: AsRef<[Entry<S>]>,
    {
        let found = of_any::first_named(self.entries.as_ref(), name, Some(transport));
        found.map(|entry| entry.first)
    }

    /// The same as [`Overlay::of_name`](super::Overlay::of_name).
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::overlay::{Entry, OwnedOverlay};
    /// use ianaports::Transport::Tcp;
    ///
    /// let own = OwnedOverlay::new(vec![Entry::new("etcd", 2379, &[Tcp])])?;
    /// assert!(own.of_name("etcd").map(|entry| entry.to_string()).eq(["etcd (2379/tcp)"]));
    /// # Ok::<(), ianaports::overlay::OverlayError>(())
    /// ```
    #[inline]
    pub fn of_name<'a, S: AsRef<str> + 'a>(
        &'a self,
        name: &str,
    ) -> impl Iterator<Item = Entry<&'a str>> + Clone
    where
        R: AsRef<[Entry<S>]>,
    {
        let entries = self.entries.as_ref();
        let first = of_any::first_named(entries, name, None);
        successors(first, move |entry| of_any::next_after(entries, name, entry))
            .map(Entry::borrowed)
    }

    /// The same as [`Overlay::of_port`](super::Overlay::of_port).
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::overlay::{Entry, OwnedOverlay};
    /// use ianaports::Transport::Tcp;
    ///
    /// let own = OwnedOverlay::new(vec![Entry::range("kafka", 9092, 9094, &[Tcp])])?;
    /// assert!(own.of_port(9093, Tcp).map(|entry| entry.name()).eq(["kafka"]));
    /// # Ok::<(), ianaports::overlay::OverlayError>(())
    /// ```
    #[inline]
    pub fn of_port<'a, S: AsRef<str> + 'a>(
        &'a self,
        port: u16,
        transport: Transport,
    ) -> impl Iterator<Item = Entry<&'a str>> + Clone
    where
        R: AsRef<[Entry<S>]>,
    {
        self.all()
            .filter(move |entry| entry.has_port(port) && entry.is_on(transport))
    }

    /// The same as [`Overlay::all`](super::Overlay::all).
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::overlay::{Entry, OwnedOverlay};
    /// use ianaports::Transport::Tcp;
    ///
    /// let own = OwnedOverlay::new(vec![Entry::new("etcd", 2379, &[Tcp])])?;
    /// assert_eq!(own.all().len(), 1);
    /// # Ok::<(), ianaports::overlay::OverlayError>(())
    /// ```
    #[inline]
    pub fn all<'a, S: AsRef<str> + 'a>(
        &'a self,
    ) -> impl ExactSizeIterator<Item = Entry<&'a str>> + Clone
    where
        R: AsRef<[Entry<S>]>,
    {
        self.entries.as_ref().iter().map(Entry::borrowed)
    }
}

impl<R: fmt::Debug> fmt::Debug for OwnedOverlay<R> {
    /// The list of the entries.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.entries.fmt(f)
    }
}
