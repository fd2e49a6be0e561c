/// What an unofficial name is.
///
/// # Examples
///
/// ```
/// use ianaports::unofficial::{Kind, of_name};
///
/// let shown = |name| match of_name(name)?.kind() {
///     Kind::Alias(of) => Some(format!("{name} is {of}")),
///     Kind::Server(what) => Some(format!("{name} is {what}")),
///     _ => None,
/// };
/// assert_eq!(shown("whois").unwrap(), "whois is nicname");
/// assert_eq!(shown("loki").unwrap(), "loki is Grafana Loki");
/// assert_eq!(shown("vite"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Kind {
    /// Another name for a service that IANA has on the same port, with IANA's name for it.
    Alias(&'static str),
    /// What runs there, though IANA has given the port to another service or to none. In our own words.
    Server(&'static str),
    /// What runs there for a while, on a developer's own machine. In our own words.
    DevelopmentServer(&'static str),
}
