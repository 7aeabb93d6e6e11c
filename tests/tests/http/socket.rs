//! Over a real socket: connections that close, and the server's own start.

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

use crate::support::{ANSWERED, CANCELLED, ENGLISH, Service, args, talkative};
use recruta_server::{app, start::StartError};

async fn listen(service: &Service) -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let router = service.router.clone();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

fn post(accept: &str) -> String {
    let body = serde_json::json!({ "pergunta": ENGLISH }).to_string();
    format!(
        "POST /responder HTTP/1.1\r\nhost: localhost\r\naccept: {accept}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// The caller hangs up while the model works on its answer, streamed or not; the next caller gets the engine.
#[tokio::test]
async fn hanging_up_stops_the_engine() {
    let service = talkative(2_000, 4).await;
    let address = listen(&service).await;
    for (accept, cancelled) in [("text/event-stream", 1), ("application/json", 2)] {
        let before = service.metric("recruta_prompt_tokens_total").await;
        let mut connection = TcpStream::connect(address).await.expect("connected");
        connection.write_all(post(accept).as_bytes()).await.expect("sent");
        while service.metric("recruta_prompt_tokens_total").await == before {
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
        drop(connection);
        service.wait_for(CANCELLED, cancelled).await;
    }
    assert_eq!(service.metric(ANSWERED).await, 0);
    assert!(service.metric("recruta_generated_tokens_total").await < 2_000);
}

#[tokio::test]
async fn a_connection_serves_one_request_after_another() {
    let service = Service::loading();
    let mut connection = TcpStream::connect(listen(&service).await).await.expect("connected");
    let requests =
        "GET /livez HTTP/1.1\r\nhost: a\r\n\r\nGET /livez HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    connection.write_all(requests.as_bytes()).await.expect("sent");
    let mut text = String::new();
    connection.read_to_string(&mut text).await.expect("closed");
    assert_eq!(text.matches("HTTP/1.1 200 OK").count(), 2, "{text}");
}

#[tokio::test]
async fn a_port_in_use_is_said_with_the_remedy() {
    let taken = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let error =
        app::serve(args(&["--port", &port, "--generator", "none"])).await.expect_err("the port is taken");
    assert!(matches!(error, StartError::Listen { .. }), "{error}");
    assert!(error.to_string().contains("choose another"), "{error}");
}
