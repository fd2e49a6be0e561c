//! The names of columns and keys that are known. The list is closed: a column is no port because its name ends in
//! "port" (`transport`, `report`, `viewport`).

use super::facts::{Protocol, Side};

/// What a column or the value of a key holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// A port of a connection; its name may state the transport (`tcp.dstport`).
    End(Side, Protocol),
    /// A port of what?
    Bare,
    /// A port of no connection: of a container, a mapping.
    Published,
    /// The port of a service, beside `s_port` (Check Point).
    Service,
    Protocol,
    /// An address, or an address with its port.
    Address(Side),
    /// Of a device that has ports of its own, as a switch or a hub.
    Device,
    /// Of nfdump's short names, which mean this in each other's company alone.
    ShortPort(Side),
    ShortProtocol,
    /// What flows have beside; it makes a header known.
    Other,
}

/// No known name is longer.
const LONGEST: usize = 32;

/// What a column of this name holds. Letter case, blanks, hyphens, dots and underscores make no difference.
pub fn role(name: &[u8]) -> Option<Role> {
    use Side::{Client, Destination, Either, Server, Source, Unsaid};
    let mut plain = [0; LONGEST];
    let mut length = 0;
    if name.len() > 2 * LONGEST {
        return None;
    }
    for byte in name.iter().filter(|byte| !b" -._".contains(byte)) {
        *plain.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    let plain = &plain[..length];
    let end = |side| Role::End(side, Protocol::Unstated);
    Some(match plain {
        b"port" | b"portid" | b"portnumber" => Role::Bare,
        // pmacct, Argus, Suricata, ntopng, SiLK, CEF, UNSW-NB15, Sysmon, ASIM and others
        b"sport" | b"spt" | b"spts" | b"srcport" | b"sourceport" | b"portsrc" | b"sourceportnumber"
        | b"srcportnumber" | b"thsport" | b"origport" | b"origp" | b"initiatorport"
        // NetFlow and IPFIX; Zeek; Open vSwitch
        | b"l4srcport" | b"sourcetransportport" | b"idorigp" | b"tpsrc" => end(Source),
        b"dport" | b"dpt" | b"dpts" | b"dsport" | b"dstport" | b"destport" | b"destinationport" | b"portdst"
        | b"targetport" | b"destinationportnumber" | b"dstportnumber" | b"thdport" | b"respport"
        | b"respp" | b"responderport"
        | b"l4dstport" | b"destinationtransportport" | b"idrespp" | b"tpdst" => end(Destination),
        b"clientport" => end(Client),
        b"serverport" => end(Server),
        b"localport" | b"lport" | b"remoteport" | b"rport" | b"peerport" | b"foreignport"
        // OpenTelemetry
        | b"netpeerport" | b"nethostport" | b"networkpeerport" | b"networklocalport" => end(Either),
        // Kubernetes, Docker
        b"containerport" | b"hostport" | b"nodeport" | b"publishedport" | b"listenport" => Role::Published,
        b"service" => Role::Service,
        b"proto" | b"protocol" | b"transport" | b"prot" | b"pro" | b"ipproto" | b"ipprotocol" | b"l4proto"
        | b"l4protocol" | b"transportprotocol" | b"protocolidentifier" | b"protocolnumber" | b"protocolid"
        | b"protoid" | b"protocolname"
        // ECS, OpenTelemetry
        | b"networktransport" | b"nettransport" | b"networkiananumber" | b"iananumber" => Role::Protocol,
        b"srcipaddr:port" | b"src" | b"source" | b"srcip" | b"sourceip" | b"srcaddr" | b"sourceaddress" | b"saddr"
        | b"srcaddress" | b"ipsrc" | b"sip" | b"sourceipaddress" | b"sourceipv4address" | b"sourceipv6address"
        | b"ipv4srcaddr" | b"ipv6srcaddr" | b"ipv6src" | b"idorigh" | b"nwsrc" | b"sourceaddr" | b"orig"
        | b"srcipaddr" | b"from" => Role::Address(Source),
        b"dstipaddr:port" | b"dst" | b"dest" | b"destination" | b"dstip" | b"destip" | b"destinationip" | b"dstaddr"
        | b"destinationaddress" | b"dstaddress" | b"daddr" | b"ipdst" | b"dip" | b"destinationipaddress"
        | b"destinationipv4address" | b"destinationipv6address" | b"ipv4dstaddr" | b"ipv6dstaddr" | b"ipv6dst"
        | b"idresph" | b"nwdst" | b"destinationaddr" | b"destaddr" | b"dstipaddr" | b"to" => Role::Address(Destination),
        b"client" | b"clientip" | b"clientaddr" | b"clientaddress"
        // Envoy
        | b"upstreamlocaladdress" | b"downstreamremoteaddress" | b"downstreamdirectremoteaddress"
            => Role::Address(Client),
        b"server" | b"serverip" | b"serveraddr" | b"serveraddress" | b"upstream" | b"upstreamaddr" | b"upstreamhost"
        | b"downstreamlocaladdress" | b"serviceaddr"
            => Role::Address(Server),
        b"ip" | b"addr" | b"address" | b"ipaddress" | b"host" | b"hostname" => Role::Address(Unsaid),
        b"local" | b"laddr" | b"localaddr" | b"localaddress" | b"localip" | b"localaddress:port" | b"remote" | b"peer"
        | b"raddr" | b"remoteaddr" | b"remoteaddress" | b"remoteip" | b"peeraddress:port" => Role::Address(Either),
        b"vlan" | b"vlanid" | b"mac" | b"macaddress" | b"bus" | b"lev" | b"slot" | b"duplex" | b"ifindex"
        | b"ifname" | b"interface" => Role::Device,
        b"sp" => Role::ShortPort(Source),
        b"dp" => Role::ShortPort(Destination),
        b"pr" => Role::ShortProtocol,
        b"time" | b"ts" | b"timestamp" | b"date" | b"start" | b"end" | b"duration" | b"bytes" | b"packets"
        | b"pkts" | b"octets" | b"state" | b"name" | b"description" => Role::Other,
        _ => return with_transport(plain),
    })
}

/// `tcp.srcport` of tshark, `udpDestinationPort` of IPFIX.
fn with_transport(plain: &[u8]) -> Option<Role> {
    let length = if plain.starts_with(b"sctp") || plain.starts_with(b"dccp") {
        4
    } else {
        3
    };
    let (transport, rest) = plain.split_at_checked(length)?;
    let stated @ Protocol::Transport(_) = Protocol::of_word(transport) else {
        return None;
    };
    match rest {
        b"port" => Some(Role::End(Side::Unsaid, stated)),
        b"sport" | b"srcport" | b"sourceport" => Some(Role::End(Side::Source, stated)),
        b"dport" | b"dstport" | b"destinationport" => Some(Role::End(Side::Destination, stated)),
        _ => None,
    }
}

/// The fields of AWS's flow logs. A header may have any of them, and either of `-` and `_`.
pub fn is_aws(name: &[u8]) -> bool {
    let name: Vec<u8> = name
        .iter()
        .map(|&byte| if byte == b'_' { b'-' } else { byte })
        .collect();
    matches!(
        &name[..],
        b"version"
            | b"account-id"
            | b"interface-id"
            | b"srcaddr"
            | b"dstaddr"
            | b"srcport"
            | b"dstport"
            | b"protocol"
            | b"packets"
            | b"bytes"
            | b"start"
            | b"end"
            | b"action"
            | b"log-status"
            | b"vpc-id"
            | b"subnet-id"
            | b"instance-id"
            | b"tcp-flags"
            | b"type"
            | b"pkt-srcaddr"
            | b"pkt-dstaddr"
            | b"region"
            | b"az-id"
            | b"sublocation-type"
            | b"sublocation-id"
            | b"pkt-src-aws-service"
            | b"pkt-dst-aws-service"
            | b"flow-direction"
            | b"traffic-path"
            | b"ecs-cluster-arn"
            | b"ecs-cluster-name"
            | b"ecs-container-instance-arn"
            | b"ecs-container-instance-id"
            | b"ecs-container-id"
            | b"ecs-second-container-id"
            | b"ecs-service-name"
            | b"ecs-task-definition-arn"
            | b"ecs-task-arn"
            | b"ecs-task-id"
            | b"reject-reason"
            | b"resource-id"
            | b"encryption-status"
    )
}
