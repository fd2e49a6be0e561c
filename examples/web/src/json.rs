//! JSON, as far as the answers need it: less code on the page than a library for all types.

use ianaports::{Date, PortRange, Status, Transport};
use ianaports_cli::difference::Difference;
use ianaports_cli::hints::Described;
use ianaports_cli::unofficial::Unofficial;

pub trait Json {
    fn write(&self, out: &mut String);
}

pub fn to_json(value: &dyn Json) -> Vec<u8> {
    let mut out = String::new();
    value.write(&mut out);
    out.into_bytes()
}

/// An object with these fields of a structure.
macro_rules! object {
    ($type:ty { $($field:ident),+ }) => {
        impl $crate::json::Json for $type {
            fn write(&self, out: &mut String) {
                $crate::json::fields(&[$((stringify!($field), &self.$field)),+], out);
            }
        }
    };
}
pub(crate) use object;

object!(Difference {
    column,
    before,
    after
});
object!(Described {
    name,
    ports,
    description
});
object!(Unofficial {
    name,
    ports,
    transports,
    alias_of,
    description,
    source
});

pub fn fields(fields: &[(&str, &dyn Json)], out: &mut String) {
    for (at, &(name, value)) in fields.iter().enumerate() {
        out.push(if at == 0 { '{' } else { ',' });
        text(name, out);
        out.push(':');
        value.write(out);
    }
    out.push('}');
}

fn text(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\0'..' ' => {
                let digit = |four_bits| char::from_digit(four_bits, 16).unwrap_or_default();
                out.push_str("\\u00");
                out.extend([digit(character as u32 >> 4), digit(character as u32 & 15)]);
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

impl Json for &str {
    fn write(&self, out: &mut String) {
        text(self, out);
    }
}

impl<T: Json> Json for Option<T> {
    fn write(&self, out: &mut String) {
        match self {
            Some(value) => value.write(out),
            None => out.push_str("null"),
        }
    }
}

impl<T: Json> Json for [T] {
    fn write(&self, out: &mut String) {
        out.push('[');
        for (at, value) in self.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            value.write(out);
        }
        out.push(']');
    }
}

impl<T: Json> Json for Vec<T> {
    fn write(&self, out: &mut String) {
        self[..].write(out);
    }
}

impl<T: Json> Json for &[T] {
    fn write(&self, out: &mut String) {
        (**self).write(out);
    }
}

impl<T: Json> Json for (T, T) {
    fn write(&self, out: &mut String) {
        out.push('[');
        self.0.write(out);
        out.push(',');
        self.1.write(out);
        out.push(']');
    }
}

macro_rules! shown {
    ($quote:literal: $($type:ty),+) => {$(
        impl Json for $type {
            fn write(&self, out: &mut String) {
                out.push_str($quote);
                out.push_str(&self.to_string());
                out.push_str($quote);
            }
        }
    )+};
}
shown!("": usize, u16);
shown!("\"": Date, PortRange, Status, Transport);

impl Json for String {
    fn write(&self, out: &mut String) {
        text(self, out);
    }
}
