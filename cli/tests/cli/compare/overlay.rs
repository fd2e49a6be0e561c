ianaports::overlay! {
    9092 / tcp udp => "broker",
    6000-6010 / tcp => "display",
    only_found tcp {
        9093 => "bus",
    }
    only_found tcp udp {
        9092 => "second-broker",
    }
    only_shown tcp {
        9093 => "broker",
        631 => "Drucker – Büro",
    }
    only_shown tcp udp {
        8080 => "HTTP Proxy",
    }
}
