//! The names of columns and keys that are documented to hold a port or a protocol. The list is closed: a column
//! is no port because its name ends in "port" (`transport`, `report`, `viewport`).

use ianaports::Transport;

use super::found::{self, Protocol};

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// A port of a connection; the name of the column may state the transport (`tcp.dstport`).
    End(Protocol),
    /// A port of no connection.
    Port,
    Protocol,
    /// An address and its port (`Src IP Addr:Port`).
    AddressAndPort,
    /// Of nfdump's short names, which mean this in each other's company alone.
    ShortPort,
    ShortProtocol,
}

/// What a column of this name holds. Letter case, blanks, hyphens, dots and underscores make no difference.
pub fn role(name: &[u8]) -> Option<Role> {
    let mut plain = [0; 32];
    let mut length = 0;
    for byte in name.iter().filter(|byte| !b" -._".contains(byte)) {
        *plain.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    let plain = &plain[..length];
    Some(match plain {
        b"port" => Role::Port,
        // pmacct, Argus, Suricata, ntopng, SiLK, CEF and others
        b"sport" | b"dport" | b"srcport" | b"dstport" | b"sourceport" | b"destinationport" | b"destport"
        | b"spt" | b"dpt" | b"localport" | b"remoteport" | b"lport" | b"rport" | b"peerport" | b"clientport"
        | b"serverport"
        // NetFlow and IPFIX
        | b"l4srcport" | b"l4dstport" | b"sourcetransportport" | b"destinationtransportport"
        // Zeek, Open vSwitch
        | b"idorigp" | b"idrespp" | b"tpsrc" | b"tpdst" => Role::End(Protocol::Unstated),
        b"proto" | b"protocol" | b"transport" | b"prot" | b"pro" | b"ipproto" | b"ipprotocol" | b"l4proto"
        | b"l4protocol" | b"transportprotocol" | b"protocolidentifier" | b"protocolnumber"
        // ECS, OpenTelemetry
        | b"networktransport" | b"nettransport" | b"networkiananumber" => Role::Protocol,
        b"srcipaddr:port" | b"dstipaddr:port" | b"localaddress:port" | b"peeraddress:port" => Role::AddressAndPort,
        b"sp" | b"dp" => Role::ShortPort,
        b"pr" => Role::ShortProtocol,
        _ => return with_transport(plain).map(|transport| Role::End(Protocol::Transport(transport))),
    })
}

/// `tcp.srcport` of tshark, `udpDestinationPort` of IPFIX.
fn with_transport(plain: &[u8]) -> Option<Transport> {
    let length = if plain.starts_with(b"sctp") || plain.starts_with(b"dccp") {
        4
    } else {
        3
    };
    let (transport, rest) = plain.split_at_checked(length)?;
    let is_port = matches!(
        rest,
        b"port"
            | b"sport"
            | b"dport"
            | b"srcport"
            | b"dstport"
            | b"sourceport"
            | b"destinationport"
    );
    found::transport(transport).filter(|_| is_port)
}

/// The fields of AWS's flow logs. A header may have any of them.
pub fn is_aws(name: &[u8]) -> bool {
    matches!(
        name,
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
