//! Columns in words.

use ianaports::TxtKeys;

/// Which TXT keys a service type defines.
pub fn txt_keys(keys: TxtKeys) -> String {
    match keys {
        TxtKeys::Empty => "none".to_string(),
        TxtKeys::Proprietary => "proprietary".to_string(),
        TxtKeys::Text("") => "not stated".to_string(),
        TxtKeys::Text(keys) => keys.to_string(),
        _ => String::new(),
    }
}

/// A service code of DCCP, which RFC 4340, section 8.1.2, shows as four characters where it can.
pub fn service_code(code: u32) -> String {
    let characters = code.to_be_bytes();
    if characters.iter().all(|byte| byte.is_ascii_graphic()) {
        format!(
            "{code} (SC:{})",
            characters.map(char::from).iter().collect::<String>()
        )
    } else {
        code.to_string()
    }
}
