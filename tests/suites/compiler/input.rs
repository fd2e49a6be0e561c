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
            "IANAPORTS_REGISTRY is {path}: cannot be read: gone (without IANAPORTS_REGISTRY, ianaports compiles \
             the registry that it ships; a newer ianaports may be able to read what IANA publishes now)"
        )
    );
}

/// Blanks are a relative path, too: only an empty value is none.
#[test]
fn relative_paths() {
    for path in ["iana.xml", "../iana.xml", " "] {
        assert_eq!(
            input(Some(path)).unwrap_err().to_string(),
            format!(
                "IANAPORTS_REGISTRY must be an absolute path, and `{path}` is not; to name a file relative to your \
                 own project, write this in its .cargo/config.toml: \
                 [env] IANAPORTS_REGISTRY = {{ value = \"{path}\", relative = true }}"
            )
        );
    }
}
