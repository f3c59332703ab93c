//! A mail server on this machine that takes every letter and keeps it.

use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufStream};
use tokio::net::{TcpListener, TcpStream};

/// The server; it is closed when it is let go.
pub(crate) struct PostOffice {
    port: u16,
    letters: Arc<Mutex<Vec<String>>>,
    open: Option<tokio::task::JoinHandle<()>>,
}

impl PostOffice {
    pub(crate) async fn new() -> Self {
        let mut office = Self { port: 0, letters: Arc::default(), open: None };
        office.open().await;
        office
    }

    /// Its address as `--smtp` takes it.
    pub(crate) fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Opens it, at the same address as before.
    pub(crate) async fn open(&mut self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.expect("a port");
        self.port = listener.local_addr().expect("it has one").port();
        let letters = Arc::clone(&self.letters);
        self.open = Some(tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&letters)));
            }
        }));
    }

    /// Closes it: nobody answers any more.
    pub(crate) async fn close(&mut self) {
        let open = self.open.take().expect("it is open");
        open.abort();
        let _ = open.await;
    }

    /// What came, the envelope's lines before each letter.
    pub(crate) fn letters(&self) -> Vec<String> {
        self.letters.lock().expect("nobody panics with it").clone()
    }
}

/// One caller: as much of SMTP as it takes to be handed letters.
async fn serve(stream: TcpStream, letters: Arc<Mutex<Vec<String>>>) {
    let mut stream = BufStream::new(stream);
    let mut letter = String::new();
    let mut answer = "220 post office";
    while say(&mut stream, answer).await.is_ok() {
        let mut line = String::new();
        match stream.read_line(&mut line).await {
            Ok(read) if read > 0 => {}
            _ => return,
        }
        answer = match line.trim_end().to_ascii_uppercase().split([' ', ':']).next() {
            Some("DATA") => {
                let _ = say(&mut stream, "354 go on").await;
                while stream.read_line(&mut letter).await.is_ok_and(|read| read > 0) {
                    if letter.ends_with("\r\n.\r\n") {
                        break;
                    }
                }
                letters.lock().expect("nobody panics with it").push(std::mem::take(&mut letter));
                "250 taken"
            }
            Some("MAIL" | "RCPT") => {
                letter += &line;
                "250 good"
            }
            Some("QUIT") => "221 farewell",
            _ => "250 good",
        };
    }
}

async fn say(stream: &mut BufStream<TcpStream>, words: &str) -> std::io::Result<()> {
    stream.write_all(format!("{words}\r\n").as_bytes()).await?;
    stream.flush().await
}
