//! The server that takes our mail. On the way to another machine it is encrypted, or not sent.

use super::model::Refusal;
use super::store::Row;
use crate::app::is_loopback;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::error::Error;
use std::time::{Duration, SystemTime};

/// How long the server may take to answer.
const LONGEST_SECONDS: u64 = 20;

/// A mail server, and whose mail it takes.
#[derive(Clone, Debug)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// The server at an address like `smtps://user:password@host:port`, or `smtp://…`, where it is
    /// asked for encryption and left if it has none, except on this machine.
    ///
    /// # Errors
    /// When one of both is no address.
    pub fn new(url: &str, from: &str) -> Result<Self, Refusal> {
        let url = encrypted(url).ok_or(Refusal::Server)?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url);
        let transport = transport.map_err(|_| Refusal::Server)?;
        let transport = transport.timeout(Some(Duration::from_secs(LONGEST_SECONDS))).build();
        let from = from.trim().parse().map_err(|_| Refusal::Address)?;
        Ok(Self { transport, from })
    }

    /// Sends a mail. Sent again, it has the same id, by which programs for mail know it.
    pub(super) async fn send(&self, row: &Row, body: &str) -> Result<(), Refusal> {
        let made_at = SystemTime::UNIX_EPOCH + Duration::from_micros(row.made_at.unsigned_abs());
        let address = row.address.parse().map_err(|_| Refusal::Address)?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, address))
            .subject(&*row.subject)
            .date(made_at)
            .message_id(Some(format!("<{}@{}>", row.id, self.from.email.domain())))
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN)
            .body(body.to_owned())
            .map_err(|_| Refusal::Address)?;
        let sent = self.transport.send(message).await;
        sent.map(drop).map_err(|error| match error.status() {
            Some(code) => Refusal::Said(code.to_string()),
            None => Refusal::Unreachable,
        })
    }
}

/// The address of a server with the demand that others on the way cannot read along.
pub(super) fn encrypted(url: &str) -> Option<String> {
    let (scheme, rest) = url.trim().split_once("://")?;
    let host = rest.split('/').next()?.rsplit('@').next()?;
    match scheme {
        _ if rest.contains(['?', '#']) || host.is_empty() => None,
        "smtp" if !is_loopback(host) => Some(format!("smtp://{rest}?tls=required")),
        "smtp" | "smtps" => Some(format!("{scheme}://{rest}")),
        _ => None,
    }
}

/// Tells programs that nobody waits for an answer, so that none says "I am on holiday".
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
