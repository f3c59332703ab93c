//! Https by certificate files of one's own. A certificate that was renewed is taken up without a
//! restart; a broken one is complained about, and the last good one stays.

use crate::Error;
use axum::serve::Listener;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::server::TlsStream;

/// So long somebody who connects may take until both sides know each other.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// So many may wait to be served.
const WAITING: usize = 64;

/// When a certificate and its key were written.
type Written = [Option<SystemTime>; 2];

/// A certificate and its key, as they lie in their files.
#[derive(Debug)]
struct Files {
    certificate: PathBuf,
    key: PathBuf,
    /// When the files that were last looked at were written, and the last good ones.
    read: Mutex<(Written, Arc<CertifiedKey>)>,
}

impl Files {
    fn new((certificate, key): (PathBuf, PathBuf)) -> Result<Self, Error> {
        let read = Mutex::new((written([&certificate, &key]), read(&certificate, &key)?));
        Ok(Self { certificate, key, read })
    }
}

/// The certificate in these files, if there is one and the key is its own.
fn read(certificate: &Path, key: &Path) -> Result<Arc<CertifiedKey>, Error> {
    let refused = |file: &Path, what: &dyn std::fmt::Display| {
        Error::Asked(format!("{} cannot be used ({what}).", file.display()))
    };
    let chain: Result<Vec<_>, _> = CertificateDer::pem_file_iter(certificate)
        .map_err(|error| refused(certificate, &error))?
        .collect();
    let chain = chain.map_err(|error| refused(certificate, &error))?;
    if chain.is_empty() {
        return Err(refused(certificate, &"there is no certificate in it"));
    }
    let secret = PrivateKeyDer::from_pem_file(key).map_err(|error| refused(key, &error))?;
    CertifiedKey::from_der(chain, secret, &ring::default_provider())
        .map(Arc::new)
        .map_err(|error| refused(key, &error))
}

fn written(files: [&PathBuf; 2]) -> Written {
    files.map(|file| std::fs::metadata(file).and_then(|it| it.modified()).ok())
}

impl ResolvesServerCert for Files {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let mut known = self.read.lock().unwrap_or_else(|broken| broken.into_inner());
        let written = written([&self.certificate, &self.key]);
        if written != known.0 {
            known.0 = written;
            match read(&self.certificate, &self.key) {
                Ok(renewed) => known.1 = renewed,
                Err(error) => crate::shell::complain(&error.to_string()),
            }
        }
        Some(Arc::clone(&known.1))
    }
}

/// Connections that have shaken hands.
pub(super) struct Https {
    address: SocketAddr,
    shaken: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
}

impl Https {
    /// Listens with a certificate and its key.
    pub(super) fn new(listener: TcpListener, files: (PathBuf, PathBuf)) -> Result<Self, Error> {
        let acceptor = acceptor(files)?;
        let address = listener
            .local_addr()
            .map_err(|error| Error::Asked(format!("The port cannot be listened to ({error}).")))?;
        let (ready, shaken) = mpsc::channel(WAITING);
        tokio::spawn(shake(listener, acceptor, ready));
        Ok(Self { address, shaken })
    }
}

/// Whether these files can be used.
pub(super) fn check(files: &(PathBuf, PathBuf)) -> Result<(), Error> {
    read(&files.0, &files.1).map(drop)
}

fn acceptor(files: (PathBuf, PathBuf)) -> Result<TlsAcceptor, Error> {
    let files = Arc::new(Files::new(files)?);
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| Error::Ours("no version of TLS is known"))?
        .with_no_client_auth()
        .with_cert_resolver(files);
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

/// Accepts until nobody wants to serve any more. Who connects and says nothing holds up nobody.
async fn shake(
    listener: TcpListener,
    acceptor: TlsAcceptor,
    ready: mpsc::Sender<(TlsStream<TcpStream>, SocketAddr)>,
) {
    loop {
        let connected = tokio::select! {
            connected = listener.accept() => connected,
            () = ready.closed() => return,
        };
        let Ok((stream, from)) = connected else {
            // There are too many open at the moment; some will end.
            let _ = timeout(Duration::from_millis(100), ready.closed()).await;
            continue;
        };
        let (acceptor, ready) = (acceptor.clone(), ready.clone());
        tokio::spawn(async move {
            if let Ok(Ok(stream)) = timeout(HANDSHAKE, acceptor.accept(stream)).await {
                // Whoever no longer serves does not want it.
                let _ = ready.send((stream, from)).await;
            }
        });
    }
}

impl Listener for Https {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.shaken.recv().await {
            Some(shaken) => shaken,
            // Nobody listens any more; that ends by being told to stop.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Ok(self.address)
    }
}
