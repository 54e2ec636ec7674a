//! By what messages leave a house: the settings of the mail server and of the SMS adapter.

use std::path::{Path, PathBuf};

use clap::Args;
use store::Fault;
use store::fault::Context;

use crate::kit::outlet::{MailSettings, Outlet, Security, SmsSettings};

/// How mail and SMS are sent. What is not set up is not sent: its messages wait.
#[derive(Args, Clone, Default)]
pub struct MessageArgs {
    /// The mail server (SMTP).
    #[arg(long, env = "HUIYIN_SMTP_HOST", requires = "mail_from")]
    pub smtp_host: Option<String>,
    /// Its port; without it 587 for starttls, 465 for tls, 25 for none.
    #[arg(long, env = "HUIYIN_SMTP_PORT")]
    pub smtp_port: Option<u16>,
    /// How the way to it is protected; none is taken for a server on this machine only.
    #[arg(long, env = "HUIYIN_SMTP_SECURITY", value_enum, default_value_t)]
    pub smtp_security: Security,
    /// A certificate (PEM) that is trusted for it besides the usual ones.
    #[arg(long, env = "HUIYIN_SMTP_CERTIFICATE")]
    pub smtp_certificate: Option<PathBuf>,
    /// The user name that it asks for.
    #[arg(long, env = "HUIYIN_SMTP_USER", requires = "smtp_password_file")]
    pub smtp_user: Option<String>,
    /// The file that holds the password.
    #[arg(long, env = "HUIYIN_SMTP_PASSWORD_FILE", requires = "smtp_user")]
    pub smtp_password_file: Option<PathBuf>,
    /// From whom mail comes: "Congress Office <office@example.org>".
    #[arg(long, env = "HUIYIN_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// Where the SMS adapter takes messages: https://…
    #[arg(long, env = "HUIYIN_SMS_URL", requires = "sms_token_file")]
    pub sms_url: Option<String>,
    /// The file that holds the token for the SMS adapter.
    #[arg(long, env = "HUIYIN_SMS_TOKEN_FILE")]
    pub sms_token_file: Option<PathBuf>,
    /// The adapter lies in a private network; without this only public addresses are reached.
    #[arg(long, env = "HUIYIN_SMS_PRIVATE", requires = "sms_url")]
    pub sms_private: bool,
}

impl MessageArgs {
    /// The outlet by these settings.
    ///
    /// # Errors
    /// A file that cannot be read, or settings that cannot be.
    pub fn outlet(&self) -> Result<Outlet, Fault> {
        let login = match (&self.smtp_user, &self.smtp_password_file) {
            (Some(user), Some(file)) => Some((user.clone(), secret(file)?)),
            _ => None,
        };
        let certificate = self.smtp_certificate.as_ref().map(|file| {
            std::fs::read(file).while_(|| format!("reading the certificate {}", file.display()))
        });
        let certificate = certificate.transpose()?;
        let mail = self.smtp_host.as_ref().map(|host| MailSettings {
            host: host.clone(),
            port: self.smtp_port,
            login,
            from: self.mail_from.clone().unwrap_or_default(),
            security: self.smtp_security,
            certificate,
        });
        let sms = match (&self.sms_url, &self.sms_token_file) {
            (Some(url), Some(file)) => Some(SmsSettings {
                url: url.clone(),
                token: secret(file)?,
                private: self.sms_private,
            }),
            _ => None,
        };
        Outlet::new(mail, sms)
    }
}

/// What a file holds, without the end of its line.
fn secret(file: &Path) -> Result<String, Fault> {
    let text = std::fs::read_to_string(file);
    let text = text.while_(|| format!("reading the secret in {}", file.display()))?;
    let secret = text.trim();
    if secret.is_empty() {
        return Err(Fault::new(format!("{} is empty: write the secret into it", file.display())));
    }
    Ok(secret.to_owned())
}
