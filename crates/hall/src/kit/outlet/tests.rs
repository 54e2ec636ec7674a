//! Mail over TLS and with a password, to a small server on this machine with a certificate of its
//! own; and that nothing is said in clear where TLS cannot be had.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use law::clock::Time;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use super::{Hindrance, Letter, MailSettings, Outlet, Security, Way};

/// The user `office` with the password `s3cret`, as a client tells them.
const PLAIN: &str = "AUTH PLAIN AG9mZmljZQBzM2NyZXQ=";

/// What a server is like.
#[derive(Clone, Copy)]
struct Manner {
    /// TLS from the first byte.
    is_wrapped: bool,
    /// Whether it offers to begin TLS.
    offers_tls: bool,
}

const STARTTLS: Manner = Manner { is_wrapped: false, offers_tls: true };
const WRAPPED: Manner = Manner { is_wrapped: true, offers_tls: false };
const CLEAR: Manner = Manner { is_wrapped: false, offers_tls: false };

/// A server: its port, its certificate, and every line it was told, each with whether in clear.
struct Server {
    port: u16,
    certificate: String,
    told: Receiver<(bool, String)>,
}

impl Server {
    fn start(manner: Manner, name: &str) -> Self {
        let made = rcgen::generate_simple_self_signed(vec![name.to_owned()]).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (tell, told) = channel();
        let config = Arc::new(config);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                // A client that refuses the certificate hangs up; the next one is served.
                let _gone = serve(stream.unwrap(), manner, &config, &tell);
            }
        });
        Self { port, certificate: made.cert.pem(), told }
    }

    fn outlet(&self, security: Security, certificate: Option<&str>) -> Outlet {
        let settings = MailSettings {
            host: "127.0.0.1".to_owned(),
            port: Some(self.port),
            login: Some(("office".to_owned(), "s3cret".to_owned())),
            from: "Office <office@example.org>".to_owned(),
            security,
            certificate: certificate.map(|pem| pem.as_bytes().to_vec()),
        };
        Outlet::new(Some(settings), None).unwrap()
    }

    /// What it was told until now, in clear and under TLS.
    fn told(&self) -> (Vec<String>, Vec<String>) {
        let (mut clear, mut safe) = (vec![], vec![]);
        for (is_clear, line) in self.told.try_iter() {
            if is_clear { &mut clear } else { &mut safe }.push(line);
        }
        (clear, safe)
    }
}

fn serve(
    mut stream: TcpStream,
    manner: Manner,
    config: &Arc<ServerConfig>,
    tell: &Sender<(bool, String)>,
) -> std::io::Result<()> {
    let tls = || ServerConnection::new(config.clone()).unwrap();
    if manner.is_wrapped {
        let mut safe = StreamOwned::new(tls(), stream);
        safe.write_all(b"220 fake\r\n")?;
        return talk(&mut safe, (false, false), tell).map(|_| ());
    }
    stream.write_all(b"220 fake\r\n")?;
    if talk(&mut stream, (true, manner.offers_tls), tell)? {
        talk(&mut StreamOwned::new(tls(), stream), (false, false), tell)?;
    }
    Ok(())
}

/// Talks until the client leaves, or until it asks for TLS.
fn talk(
    stream: &mut (impl Read + Write),
    (is_clear, offers_tls): (bool, bool),
    tell: &Sender<(bool, String)>,
) -> std::io::Result<bool> {
    loop {
        let line = line(stream)?;
        let _gone = tell.send((is_clear, line.clone()));
        let answer: &str = match line.split([' ', ':']).next().unwrap() {
            "EHLO" if offers_tls => "250-fake\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n",
            "EHLO" => "250-fake\r\n250 AUTH PLAIN\r\n",
            "STARTTLS" => {
                stream.write_all(b"220 go on\r\n")?;
                return Ok(true);
            }
            "AUTH" if line == PLAIN => "235 welcome\r\n",
            "AUTH" => "535 who are you\r\n",
            "DATA" => {
                stream.write_all(b"354 go on\r\n")?;
                loop {
                    let line = self::line(stream)?;
                    if line == "." {
                        break;
                    }
                    let _gone = tell.send((is_clear, line));
                }
                "250 taken\r\n"
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n")?;
                return Ok(false);
            }
            _ => "250 fine\r\n",
        };
        stream.write_all(answer.as_bytes())?;
        stream.flush()?;
    }
}

fn line(stream: &mut impl Read) -> std::io::Result<String> {
    let (mut bytes, mut one) = (vec![], [0]);
    while !bytes.ends_with(b"\r\n") {
        stream.read_exact(&mut one)?;
        bytes.push(one[0]);
    }
    bytes.truncate(bytes.len() - 2);
    Ok(String::from_utf8(bytes).unwrap())
}

fn letter() -> Letter {
    Letter {
        id: "one".to_owned(),
        at: Time(1_772_413_200_000),
        recipient: "liang@example.org".to_owned(),
        subject: "Answered".to_owned(),
        body: "The lamps are mended.".to_owned(),
    }
}

#[test]
fn mail_goes_under_tls_with_the_password_both_ways() {
    for (manner, security) in [(STARTTLS, Security::Starttls), (WRAPPED, Security::Tls)] {
        let server = Server::start(manner, "127.0.0.1");
        let outlet = server.outlet(security, Some(&server.certificate));
        assert_eq!(outlet.send(Way::Mail, &letter()), Ok(()), "{security:?}");
        let (clear, safe) = server.told();
        let safe = safe.join("\n");
        for part in [PLAIN, "RCPT TO:<liang@example.org>", "Subject: Answered", "The lamps"] {
            assert!(safe.contains(part), "{security:?}: {part} in {safe}");
        }
        let before = clear.iter().filter(|line| !line.starts_with("EHLO") && *line != "STARTTLS");
        assert_eq!(before.count(), 0, "{security:?}: {clear:?} was said in clear");
    }
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_refused_and_nothing_is_told() {
    for (manner, security) in [(STARTTLS, Security::Starttls), (WRAPPED, Security::Tls)] {
        let (server, other) = (Server::start(manner, "127.0.0.1"), Server::start(manner, "x"));
        let unknown = server.outlet(security, None);
        let of_another = server.outlet(security, Some(&other.certificate));
        let elsewhere = Server::start(manner, "mail.example.org");
        let wrong_name = elsewhere.outlet(security, Some(&elsewhere.certificate));
        for outlet in [unknown, of_another, wrong_name] {
            let refused = outlet.send(Way::Mail, &letter());
            assert_eq!(refused, Err(Hindrance::Away("tls".to_owned())), "{security:?}");
        }
        for (clear, safe) in [server.told(), elsewhere.told()] {
            let told = [clear, safe].concat().join("\n");
            assert!(!told.contains("AUTH PLAIN") && !told.contains("liang"), "{told}");
        }
    }
}

#[test]
fn a_server_that_offers_no_tls_gets_neither_password_nor_mail() {
    let server = Server::start(CLEAR, "127.0.0.1");
    for security in [Security::Starttls, Security::Tls] {
        let outlet = server.outlet(security, Some(&server.certificate));
        let refused = outlet.send(Way::Mail, &letter());
        assert!(matches!(refused, Err(Hindrance::Away(_))), "{security:?}: {refused:?}");
    }
    let (clear, safe) = server.told();
    let told = [clear, safe].concat().join("\n");
    assert!(!told.contains("AUTH PLAIN") && !told.contains("liang"), "{told}");
    // On this machine alone, and only where the settings say so, it goes in clear.
    let outlet = server.outlet(Security::None, None);
    assert_eq!(outlet.send(Way::Mail, &letter()), Ok(()));
    assert!(server.told().0.join("\n").contains("liang@example.org"));
}

#[test]
fn a_wrong_password_waits_for_the_settings_and_sends_nothing() {
    let server = Server::start(STARTTLS, "127.0.0.1");
    let settings = MailSettings {
        host: "127.0.0.1".to_owned(),
        port: Some(server.port),
        login: Some(("office".to_owned(), "wrong".to_owned())),
        from: "office@example.org".to_owned(),
        security: Security::Starttls,
        certificate: Some(server.certificate.clone().into_bytes()),
    };
    let outlet = Outlet::new(Some(settings), None).unwrap();
    let refused = outlet.send(Way::Mail, &letter());
    assert_eq!(refused, Err(Hindrance::Away("refused 535".to_owned())));
    assert!(!server.told().1.join("\n").contains("liang"));
}
