//! The one client by which a house asks other programs over HTTP: it follows nobody elsewhere, goes
//! through no proxy that it was not told of, and reaches into no private network unless it was told
//! that what it looks for lies there.

use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use axum::http::Uri;
use ureq::Agent;
use ureq::config::Config;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

/// A client whose requests take at most so long.
pub fn client(private: bool, most: Duration) -> Agent {
    if private {
        return config(most).into();
    }
    Agent::with_parts(config(most), DefaultConnector::default(), Public(DefaultResolver::default()))
}

/// The same, with other ways to find addresses and to reach them: for trials.
#[cfg(test)]
pub fn client_by(
    resolver: impl Resolver,
    connector: impl ureq::unversioned::transport::Connector,
    most: Duration,
) -> Agent {
    Agent::with_parts(config(most), connector, Public(resolver))
}

fn config(most: Duration) -> Config {
    Agent::config_builder()
        .timeout_global(Some(most))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .build()
}

/// Finds the addresses of a name as they are connected to, so that a name cannot be looked up as
/// one address and reached as another; private ones are as good as none.
#[derive(Debug)]
struct Public<R>(R);

impl<R: Resolver> Resolver for Public<R> {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let mut public = self.empty();
        for address in &self.0.resolve(uri, config, timeout)? {
            if is_public(address.ip()) {
                public.push(*address);
            }
        }
        if public.is_empty() { Err(ureq::Error::HostNotFound) } else { Ok(public) }
    }
}

/// Whether an address is one of the public network: not of this machine, of an office, of a
/// provider's inside, of a link, and not for many at once.
pub fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [first, second, ..] = address.octets();
            let of_provider = first == 100 && (64..128).contains(&second);
            let of_tests = first == 198 && (18..20).contains(&second);
            !(first == 0
                || first >= 224
                || of_provider
                || of_tests
                || address.is_loopback()
                || address.is_private()
                || address.is_link_local()
                || address.is_documentation())
        }
        IpAddr::V6(address) => {
            let first = address.segments()[0];
            let holds_older =
                first == 0x2002 || address.segments()[..6] == [0x64, 0xff9b, 0, 0, 0, 0];
            !(address == Ipv6Addr::UNSPECIFIED
                || address.is_loopback()
                || address.is_multicast()
                || holds_older
                || first & 0xfe00 == 0xfc00
                || first & 0xffc0 == 0xfe80
                || address.segments()[..6] == [0; 6])
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// A server that sends everybody on to another of its pages, and counts who came.
    fn sends_on() -> (u16, Arc<AtomicUsize>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let came = Arc::new(AtomicUsize::new(0));
        let counted = came.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { break };
                counted.fetch_add(1, Ordering::SeqCst);
                let _some = stream.read(&mut [0; 4096]);
                let answer = "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\
                              Connection: close\r\n\r\n";
                let _left = stream.write_all(answer.as_bytes());
            }
        });
        (port, came)
    }

    #[test]
    fn a_private_network_is_reached_only_where_that_was_said_and_nobody_sends_us_on() {
        let (port, came) = sends_on();
        for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433"] {
            let asked = client(false, Duration::from_secs(5));
            let asked = asked.get(&format!("http://{host}:{port}/")).call();
            assert!(asked.is_err(), "{host}");
        }
        assert_eq!(came.load(Ordering::SeqCst), 0, "nobody was reached");
        let told = client(true, Duration::from_secs(5));
        let answer = told.get(&format!("http://127.0.0.1:{port}/")).call().unwrap();
        assert_eq!((answer.status().as_u16(), came.load(Ordering::SeqCst)), (302, 1));
    }

    #[test]
    fn addresses_are_public_or_not() {
        for (address, public) in [
            ("1.1.1.1", true),
            ("2606:4700::1111", true),
            ("10.0.0.1", false),
            ("172.16.9.9", false),
            ("192.168.1.1", false),
            ("169.254.169.254", false),
            ("100.64.0.1", false),
            ("127.9.9.9", false),
            ("0.0.0.0", false),
            ("224.0.0.1", false),
            ("255.255.255.255", false),
            ("::1", false),
            ("::", false),
            ("fd00::1", false),
            ("fe80::1", false),
            ("::ffff:10.0.0.1", false),
            ("64:ff9b::a00:1", false),
            ("2002:a00:1::", false),
            ("ff02::1", false),
        ] {
            assert_eq!(is_public(address.parse().unwrap()), public, "{address}");
        }
    }
}
