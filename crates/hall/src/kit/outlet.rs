//! The outlet: how a letter leaves the house, by mail over SMTP or by an SMS adapter over HTTP.

#[cfg(test)]
mod tests;

use std::net::IpAddr;
use std::time::{Duration, UNIX_EPOCH};

use axum::http::Uri;
use law::clock::Time;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{SmtpTransport, Transport};
use store::Fault;
use store::fault::Context;

use super::outbound;

/// How long a server may take for one step of taking a letter.
const STEP: Duration = Duration::from_secs(20);

/// A way by which somebody can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Mail.
    Mail,
    /// A short message to a telephone.
    Sms,
}

impl Way {
    /// The name in rows and words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Sms => "sms",
        }
    }
}

/// What is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Names it, the same at every try: by this name whoever takes it knows a second one.
    pub id: String,
    /// When it was written.
    pub at: Time,
    /// The address or number.
    pub recipient: String,
    /// The subject of a mail.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// Why a letter was not taken. The reason is a word of the list `notices-error`, and a number after
/// a blank where a server told one; never what a server wrote, which may hold an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hindrance {
    /// It will never be taken.
    Never(String),
    /// It may be taken later.
    Later(String),
    /// Nothing is taken at the moment: there is nobody to take it.
    Away(String),
}

/// How safe the way to the mail server is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Security {
    /// A plain connection becomes TLS before anything is said.
    #[default]
    Starttls,
    /// TLS from the first byte.
    Tls,
    /// None: for a server on the same machine.
    None,
}

/// How mail is sent.
#[derive(Debug, Clone)]
pub struct MailSettings {
    /// The server.
    pub host: String,
    /// Its port; the usual one of the security where none is given.
    pub port: Option<u16>,
    /// User name and password, where the server asks for them.
    pub login: Option<(String, String)>,
    /// From whom: `Office <office@example.org>`.
    pub from: String,
    /// How safe the way is.
    pub security: Security,
    /// A certificate (PEM) that is trusted besides the usual ones.
    pub certificate: Option<Vec<u8>>,
}

/// How SMS are sent.
#[derive(Debug, Clone)]
pub struct SmsSettings {
    /// Where the adapter takes them.
    pub url: String,
    /// The token that it asks for.
    pub token: String,
    /// Whether it lies in a private network. Who names it by its number has said so.
    pub private: bool,
}

/// The ways out that are set up.
#[derive(Default)]
pub struct Outlet {
    mail: Option<Mailer>,
    sms: Option<Adapter>,
}

struct Mailer {
    transport: SmtpTransport,
    from: Mailbox,
}

struct Adapter {
    agent: ureq::Agent,
    url: String,
    token: String,
}

impl Outlet {
    /// An outlet by these settings.
    ///
    /// # Errors
    /// Settings that cannot be: a sender that is no address, a way without TLS off this machine.
    pub fn new(mail: Option<MailSettings>, sms: Option<SmsSettings>) -> Result<Self, Fault> {
        let mail = mail.map(Mailer::new).transpose()?;
        let sms = sms.map(Adapter::new).transpose()?;
        Ok(Self { mail, sms })
    }

    /// Whether a way is set up.
    pub fn knows(&self, way: Way) -> bool {
        match way {
            Way::Mail => self.mail.is_some(),
            Way::Sms => self.sms.is_some(),
        }
    }

    /// Sends a letter and waits until it is taken; for threads that may.
    ///
    /// # Errors
    /// Why it was not taken, and whether it can be tried again.
    pub fn send(&self, way: Way, letter: &Letter) -> Result<(), Hindrance> {
        let unknown = || Hindrance::Later("no-way".to_owned());
        match way {
            Way::Mail => self.mail.as_ref().ok_or_else(unknown)?.send(letter),
            Way::Sms => self.sms.as_ref().ok_or_else(unknown)?.send(letter),
        }
    }
}

fn is_loopback(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl Mailer {
    fn new(settings: MailSettings) -> Result<Self, Fault> {
        let from = settings.from.parse::<Mailbox>().while_(|| {
            format!("the sender {} is no address: give --mail-from office@…", settings.from)
        })?;
        let parameters = || -> Result<TlsParameters, Fault> {
            let mut parameters = TlsParameters::builder(settings.host.clone());
            if let Some(pem) = &settings.certificate {
                let certificate = Certificate::from_pem(pem)
                    .while_(|| "reading the mail server's certificate (PEM)".to_owned())?;
                parameters = parameters.add_root_certificate(certificate);
            }
            parameters.build().while_(|| "setting up TLS to the mail server".to_owned())
        };
        let (tls, usual) = match settings.security {
            Security::Starttls => (Tls::Required(parameters()?), 587),
            Security::Tls => (Tls::Wrapper(parameters()?), 465),
            Security::None if is_loopback(&settings.host) => (Tls::None, 25),
            Security::None => {
                return Err(Fault::new(format!(
                    "mail to {} would go unprotected: only a server on this machine is spoken to \
                     without TLS; give --smtp-security starttls or tls",
                    settings.host
                )));
            }
        };
        let mut transport = SmtpTransport::builder_dangerous(settings.host)
            .port(settings.port.unwrap_or(usual))
            .tls(tls)
            .timeout(Some(STEP));
        if let Some((user, password)) = settings.login {
            transport = transport.credentials(Credentials::new(user, password));
        }
        Ok(Self { transport: transport.build(), from })
    }

    fn send(&self, letter: &Letter) -> Result<(), Hindrance> {
        let never = |reason: &str| Hindrance::Never(reason.to_owned());
        let to: lettre::Address = letter.recipient.parse().map_err(|_| never("address"))?;
        let written = UNIX_EPOCH + Duration::from_millis(u64::try_from(letter.at.0).unwrap_or(0));
        let by_machine = HeaderName::new_from_ascii_str("Auto-Submitted");
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(&letter.subject)
            .date(written)
            .message_id(Some(format!("<{}@{}>", letter.id, self.from.email.domain())))
            .raw_header(HeaderValue::new(by_machine, "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.body.clone())
            .map_err(|_| never("address"))?;
        self.transport.send(&message).map(|_| ()).map_err(|error| hindered(&error))
    }
}

fn hindered(error: &lettre::transport::smtp::Error) -> Hindrance {
    match error.status().map(u16::from) {
        // The server takes nothing from us until the settings are mended: no message's fault.
        Some(status @ (530 | 534 | 535 | 538)) => Hindrance::Away(format!("refused {status}")),
        Some(status) if error.is_permanent() => Hindrance::Never(format!("refused {status}")),
        Some(status) => Hindrance::Later(format!("refused {status}")),
        None if error.is_timeout() => Hindrance::Away("timeout".to_owned()),
        None if error.is_tls() || is_of_tls(error) => Hindrance::Away("tls".to_owned()),
        None if error.is_client() => Hindrance::Away("client".to_owned()),
        None => Hindrance::Away("unreachable".to_owned()),
    }
}

/// Whether the connection broke since TLS could not be agreed on: a handshake that begins with the
/// first bytes that are sent is told as any other broken connection.
fn is_of_tls(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(one) = next {
        let inner = one.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        if let Some(inner) = inner
            && inner.is::<rustls::Error>()
        {
            return true;
        }
        next = one.source();
    }
    false
}

impl Adapter {
    fn new(settings: SmsSettings) -> Result<Self, Fault> {
        let uri = settings.url.parse::<Uri>().while_(|| {
            format!("{} is no address of an SMS adapter: give --sms-url https://…", settings.url)
        })?;
        let safe = match uri.scheme_str() {
            Some("https") => uri.host().is_some(),
            Some("http") => uri.host().is_some_and(is_loopback),
            _ => false,
        };
        if !safe {
            return Err(Fault::new(format!(
                "{} is not safe for numbers of residents: give --sms-url https://…; plain http is \
                 for an adapter on this machine",
                settings.url
            )));
        }
        let named = |host: &str| host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
        let private = settings.private || uri.host().is_some_and(|h| named(h) || is_loopback(h));
        let agent = outbound::client(private, STEP);
        Ok(Self { agent, url: settings.url, token: settings.token })
    }

    fn send(&self, letter: &Letter) -> Result<(), Hindrance> {
        let body = serde_json::json!({
            "id": letter.id, "to": letter.recipient, "text": letter.body,
        });
        let sent = self
            .agent
            .post(&self.url)
            .header("authorization", format!("Bearer {}", self.token))
            .header("content-type", "application/json; charset=utf-8")
            .send(body.to_string());
        let status = match sent {
            Ok(response) => response.status().as_u16(),
            Err(ureq::Error::Timeout(_)) => return Err(Hindrance::Away("timeout".to_owned())),
            Err(_) => return Err(Hindrance::Away("unreachable".to_owned())),
        };
        match status {
            200..=299 => Ok(()),
            // A token or an address that is wrong is mended in the settings, a number by nobody.
            401 | 403 | 404 => Err(Hindrance::Away(format!("refused {status}"))),
            408 | 429 | 300..=399 | 500.. => Err(Hindrance::Later(format!("refused {status}"))),
            _ => Err(Hindrance::Never(format!("refused {status}"))),
        }
    }
}
