/// An [`Overlay`] of these rows, checked while your program is compiled.
///
/// A row has a port or a range, its transports and a name: `53 / tcp udp => "dns"`. Rows in braces have the
/// transports of the brace. After `only_found` they are only [found](crate::overlay::Entry::only_found), after
/// `only_shown` only [shown](crate::overlay::Entry::only_shown). A port that is not a number stands in
/// parentheses, as does a name that is not a text.
///
/// It needs no memory but that of the entries, and nothing runs at start. Tables of up to 4,000 rows were tried; a
/// larger one may want `#[allow(long_running_const_eval)]`.
///
/// [`Overlay`]: crate::overlay::Overlay
///
/// # Examples
///
/// ```
/// use ianaports::{overlay, overlay::Overlay, port, Transport::{Tcp, Udp}};
///
/// static OWN: Overlay = overlay! {
///     53 / tcp udp => "dns",
///     9092-9094 / tcp => "kafka",
///     (port("http-alt", Tcp).unwrap()) / tcp => "web",
///
///     udp {
///         51820 => "wireguard",
///         60000-61000 => "mosh",
///     }
///     only_shown tcp {
///         6443 => "Kubernetes API",
///         9300 => "elasticsearch",
///     }
/// };
/// assert_eq!(OWN.service_name(51820, Udp), Some("wireguard"));
/// assert_eq!(OWN.service_name(6443, Tcp), Some("Kubernetes API"));
/// assert_eq!(OWN.port("elasticsearch", Tcp), None);
///
/// const ETCD: u16 = OWN_TOO.port("ETCD", Tcp).unwrap();
/// const OWN_TOO: Overlay = overlay! { 2379 / tcp => "etcd" };
/// assert_eq!(ETCD, 2379);
/// ```
///
/// A name that breaks a [rule](mod@crate::overlay#the-rules) does not compile:
///
/// ```compile_fail,E0080
/// let own = ianaports::overlay! { 5432 / tcp => "my db" };
/// ```
///
/// Nor does a range that ends before it begins:
///
/// ```compile_fail,E0080
/// let own = ianaports::overlay! { 9094-9092 / tcp => "kafka" };
/// ```
///
/// Nor a brace without a transport:
///
/// ```compile_fail,E0080
/// let own = ianaports::overlay! { only_found { 2379 => "etcd" } };
/// ```
///
/// Nor two names of one port on one transport. The error is "entry 1, \`postgres\`, and entry 0, \`pg\`, are both
/// shown for 5432/tcp: expected one of the two to be only_found":
///
/// ```compile_fail,E0080
/// let own = ianaports::overlay! { 5432 / tcp => "pg", 5432 / udp tcp => "postgres" };
/// ```
///
/// Nor two ports of one name:
///
/// ```compile_fail,E0080
/// let own = ianaports::overlay! { 9200 / tcp => "elastic", 9300 / tcp => "Elastic" };
/// ```
///
/// Nor a word that is none of these:
///
/// ```compile_fail,E0425
/// let own = ianaports::overlay! { 9200 / icmp => "elastic" };
/// ```
#[macro_export]
macro_rules! overlay {
    (
        $(
            $($first:literal $(- $last:literal)?)? $(($port:expr))? / $($on:ident)+ => $name:tt
        ),* $(,)?
        $(
            $($head:ident)+ {
                $(
                    $($begin:literal $(- $end:literal)?)? $(($at:expr))? => $text:tt
                ),* $(,)?
            }
        )*
    ) => {
        {
            const TABLE: &[$crate::overlay::of_macro::Rows] = &[
                $((
                    &[$($crate::overlay::of_macro::$on),+],
                    &[(&[$($first $(, $last)?)? $($port)?], $name)],
                ),)*
                $((
                    &[$($crate::overlay::of_macro::$head),+],
                    &[$((&[$($begin $(, $end)?)? $($at)?], $text)),*],
                ),)*
            ];
            const OWN: &$crate::overlay::of_macro::Arranged<
                { $crate::overlay::of_macro::count(TABLE) },
            > = &$crate::overlay::of_macro::Arranged::new(TABLE);
            OWN.overlay()
        }
    };
}
