//! Which document a build compiles, by the value of `IANAPORTS_REGISTRY`.

use std::path::Path;

use registry::error::Error;
use registry::input::Input;

fn input(value: Option<&str>) -> Result<Input, Error> {
    Input::new(value.map(Into::into))
}

#[test]
fn the_shipped_registry() {
    let shipped = Path::new("registry/service-names-port-numbers.xml");
    for value in [None, Some("")] {
        let input = input(value).unwrap();
        assert_eq!(input.path(), shipped);
        assert_eq!(
            input.refusal(&Error::Unreadable("gone".to_owned())),
            "registry/service-names-port-numbers.xml: cannot be read: gone"
        );
    }
}

#[test]
fn another_registry() {
    let root = if cfg!(windows) { "C:/" } else { "/" };
    let path = format!("{root}my registry.xml");
    let input = input(Some(&path)).unwrap();
    assert_eq!(input.path(), Path::new(&path));
    assert_eq!(
        input.refusal(&Error::Unreadable("gone".to_owned())),
        format!(
            "IANAPORTS_REGISTRY is {path:?}: cannot be read: gone (without IANAPORTS_REGISTRY, ianaports compiles \
             the registry that it ships; a newer ianaports may be able to read what IANA publishes now)"
        )
    );
}

#[test]
fn relative_paths() {
    for path in ["iana.xml", "../iana.xml", "a\"b.xml", "a\\b.xml"] {
        let shown = input(Some(path)).unwrap_err().to_string();
        let (start, toml) = shown.split_once(" [env] ").unwrap();
        assert_eq!(
            start,
            format!(
                "IANAPORTS_REGISTRY is {path:?}, which is not an absolute path; to name a file relative to your own \
                 project, write this in its .cargo/config.toml:"
            )
        );
        // What is proposed is TOML, and has the value as it was.
        let proposed: toml::Table = toml.parse().unwrap();
        assert_eq!(proposed["IANAPORTS_REGISTRY"]["value"].as_str(), Some(path));
        assert_eq!(
            proposed["IANAPORTS_REGISTRY"]["relative"].as_bool(),
            Some(true)
        );
    }
    assert_eq!(
        input(Some("it's.xml")).unwrap_err().to_string(),
        "IANAPORTS_REGISTRY is \"it's.xml\", which is not an absolute path"
    );
}

/// A value that a person got wrong, and the sentence for that mistake. Each message is one line, because Cargo shows
/// the first line alone.
#[test]
fn mistakes() {
    let quotes = "which has quotes of its own; expected \"/iana.xml\", without them";
    let end = "which ends in white space; expected \"/iana.xml\"";
    let home = "and only a shell replaces `~`, where no quotes are around it; expected the path of your home folder \
                in its place";
    let blank = "which is blank; expected an absolute path, or no value at all";
    for (value, mistake) in [
        (" ", blank),
        ("\n", blank),
        ("\"/iana.xml\"", quotes),
        ("'/iana.xml'", quotes),
        ("'/iana.xml'\n", quotes),
        ("~/iana.xml", home),
        (
            " /iana.xml",
            "which begins with white space; expected \"/iana.xml\"",
        ),
        (
            "iana.xml\r\n",
            "which ends in white space; expected \"iana.xml\"",
        ),
    ] {
        let shown = input(Some(value)).unwrap_err().to_string();
        assert_eq!(shown, format!("IANAPORTS_REGISTRY is {value:?}, {mistake}"));
        assert_eq!(shown.lines().count(), 1);
    }
    // An absolute path that ends in a line feed may be a file's.
    if cfg!(unix) {
        let odd = input(Some("/iana.xml\n")).unwrap();
        let gone = odd.refusal(&Error::Unreadable("gone".to_owned()));
        let start =
            format!("IANAPORTS_REGISTRY is \"/iana.xml\\n\", {end}: cannot be read: gone (without");
        assert!(gone.starts_with(&start), "{gone}");
        let empty = odd.refusal(&Error::Unhashed("a".to_owned()));
        assert!(
            empty.starts_with("IANAPORTS_REGISTRY is \"/iana.xml\\n\": the perfect"),
            "{empty}"
        );
    }
}
