//! The address of a database: which server, and how the way to it is protected.

use std::path::PathBuf;
use std::sync::Arc;

use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use tokio_postgres::Config;
use tokio_postgres::config::SslMode;

use crate::fault::{Context, Fault};

/// What is said of TLS in an address, as other programs of `PostgreSQL` say it.
const MODE: &str = "sslmode";
const ROOTS: &str = "sslrootcert";

/// A server, and how it is reached.
#[derive(Clone)]
pub(in crate::db) struct Place {
    /// What the driver knows of it.
    pub(super) config: Config,
    /// By what certificates it is known; nothing for a way without TLS.
    pub(super) tls: Option<Arc<rustls::ClientConfig>>,
}

impl Place {
    /// Reads an address.
    ///
    /// # Errors
    /// What is no address; TLS without the certificates by which the server is known, since a
    /// server that anybody can play protects nothing; certificates that cannot be read.
    pub(in crate::db) fn read(address: &str) -> Result<Self, Fault> {
        let is_address = address.starts_with("postgres://") || address.starts_with("postgresql://");
        if !is_address {
            return Err(Fault::new(
                "the address of a database begins with postgres://, such as \
                 postgres://huiyin@localhost/huiyin or \
                 postgres://huiyin@%2Frun%2Fpostgresql/huiyin",
            ));
        }
        let (rest, [mode, roots]) = split(address);
        let tls = match mode.as_deref().unwrap_or("disable") {
            "disable" | "allow" | "prefer" if roots.is_none() => None,
            // Others that connect without looking who answers have this do the same as the last.
            "disable" | "allow" | "prefer" | "require" | "verify-ca" | "verify-full" => {
                Some(Arc::new(known_by(roots)?))
            }
            other => {
                return Err(Fault::new(format!(
                    "{MODE}={other} is not known: verify-full with {ROOTS}=FILE, or nothing where \
                     nobody else hears the way to the database"
                )));
            }
        };
        // The address may hold a password: it is not repeated.
        let mut config: Config =
            rest.parse().while_(|| "reading the address of the database".to_owned())?;
        // TLS lies below the driver.
        config.application_name("huiyin").ssl_mode(SslMode::Disable);
        Ok(Self { config, tls })
    }
}

/// An address without what it says of TLS, and that.
fn split(address: &str) -> (String, [Option<String>; 2]) {
    let Some((place, query)) = address.split_once('?') else {
        return (address.to_owned(), [None, None]);
    };
    let (mut said, mut rest) = ([None, None], vec![]);
    for part in query.split('&') {
        match part.split_once('=') {
            Some((MODE, value)) => said[0] = Some(value.to_owned()),
            Some((ROOTS, value)) => said[1] = Some(decoded(value)),
            _ => rest.push(part),
        }
    }
    let rest = rest.join("&");
    (if rest.is_empty() { place.to_owned() } else { format!("{place}?{rest}") }, said)
}

/// A value of an address as it is meant; what is not coded well stays as it stands.
fn decoded(value: &str) -> String {
    let mut bytes = vec![];
    let mut rest = value.as_bytes();
    while let [first, more @ ..] = rest {
        let code = more.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        let code =
            code.filter(|_| *first == b'%').and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &more[2..] } else { more };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn known_by(roots: Option<String>) -> Result<rustls::ClientConfig, Fault> {
    let missing = || {
        Fault::new(format!(
            "TLS to a database needs to know whom it trusts: add {ROOTS}=FILE with the certificate \
             (PEM) that signed the server's"
        ))
    };
    let file = PathBuf::from(roots.ok_or_else(missing)?);
    let said = || format!("reading the certificates {}", file.display());
    let mut known = rustls::RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(&file).while_(said)? {
        known.add(certificate.while_(said)?).while_(said)?;
    }
    if known.is_empty() {
        return Err(Fault::new(format!("{} holds no certificate (PEM)", file.display())));
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .while_(|| "choosing the versions of TLS".to_owned())?;
    Ok(config.with_root_certificates(known).with_no_client_auth())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_tls_is_taken_out_of_an_address() {
        let address = "postgres://a:p%3Fw@h:1/d?sslmode=verify-full&connect_timeout=3&\
                       sslrootcert=%2Fetc%2Fa%20b.pem";
        let (rest, said) = split(address);
        assert_eq!(rest, "postgres://a:p%3Fw@h:1/d?connect_timeout=3");
        assert_eq!(said, [Some("verify-full".to_owned()), Some("/etc/a b.pem".to_owned())]);
        assert_eq!(split("postgres://h/d?sslmode=disable").0, "postgres://h/d");
        assert_eq!(split("postgres://h/d"), ("postgres://h/d".to_owned(), [None, None]));
        assert_eq!(decoded("100%"), "100%");
    }

    #[test]
    fn tls_without_knowing_whom_to_trust_is_refused() {
        let refused = |query: &str| {
            Place::read(&format!("postgres://h/d?{query}")).err().expect("is refused").chain()
        };
        for mode in ["require", "verify-ca", "verify-full"] {
            assert!(refused(&format!("sslmode={mode}")).contains("sslrootcert"), "{mode}");
        }
        assert!(refused("sslmode=maybe").contains("not known"));
        assert!(refused("sslrootcert=/nowhere.pem").contains("/nowhere.pem"));
        assert!(refused("sslrootcert=/dev/null").contains("no certificate"));
        assert!(
            Place::read("postgres://h/d?sslmode=prefer").is_ok_and(|place| place.tls.is_none())
        );
    }
}
