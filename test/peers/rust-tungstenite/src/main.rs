// An echo server, and a client that goes through all cases of a conformance listener, on the Rust crate tokio-tungstenite.
//
//   rust-tungstenite                        serves; the first line of output is the URL
//   rust-tungstenite client URL AGENT JOBS  runs the cases, JOBS at a time

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{accept_async, connect_async, WebSocketStream};

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [role, url, agent, jobs] if role == "client" => {
            run_cases(url.clone(), percent_encoded(agent), jobs.parse().expect("JOBS is a number")).await
        }
        _ => serve().await,
    }
}

async fn serve() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    println!("ws://{}", listener.local_addr().expect("an address"));
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(accept(stream));
    }
}

async fn accept(stream: TcpStream) {
    let _ = stream.set_nodelay(true);
    if let Ok(socket) = accept_async(stream).await {
        let _ = echo(socket).await;
    }
}

/// Sends every message back until the connection is over.
async fn echo<S: AsyncRead + AsyncWrite + Unpin>(mut socket: WebSocketStream<S>) -> Result<(), Error> {
    while let Some(message) = socket.next().await {
        let message = message?;
        if message.is_text() || message.is_binary() {
            socket.send(message).await?;
        }
    }
    Ok(())
}

async fn run_cases(url: String, agent: String, jobs: usize) {
    let count: usize = question(&format!("{url}/getCaseCount")).await.trim().parse().expect("a count");
    let next = Arc::new(AtomicUsize::new(1));
    let workers = (0..jobs).map(|_| {
        let (url, agent, next) = (url.clone(), agent.clone(), next.clone());
        tokio::spawn(async move {
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                if index > count {
                    return;
                }
                // A connection that could not be opened, or ended in an error, is for the listener to judge.
                if let Ok((socket, _)) = connect_async(format!("{url}/runCase?case={index}&agent={agent}")).await {
                    let _ = echo(socket).await;
                }
            }
        })
    });
    for worker in workers.collect::<Vec<_>>() {
        worker.await.expect("a worker that does not panic");
    }
    question(&format!("{url}/updateReports?agent={agent}")).await;
}

/// The one message that answers a target; empty where there is none.
async fn question(target: &str) -> String {
    let (mut socket, _) = connect_async(target).await.expect("the listener answers");
    let mut answer = String::new();
    while let Some(Ok(message)) = socket.next().await {
        if let Message::Text(text) = message {
            answer = text.to_string();
        }
    }
    answer
}

fn percent_encoded(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}
