//! The hub against a real server on this machine that breaks off, lies and stalls on demand.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use super::super::part::path_of;
use super::*;

const CONTENT: &[u8] = b"0123456789";
const SHA_OF_CONTENT: &str = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882";

/// Answers one connection per item of `answers` and reports each request's `Range` header (empty when absent).
fn serve(answers: Vec<&'static str>) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/file", listener.local_addr().unwrap());
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            sender.send(range_of_request(&stream)).unwrap();
            stream.write_all(answer.as_bytes()).unwrap();
        }
    });
    (url, receiver)
}

fn range_of_request(stream: &TcpStream) -> String {
    let lines = BufReader::new(stream).lines().map(Result::unwrap).take_while(|line| !line.is_empty());
    let headers: Vec<_> = lines.map(|line| line.to_ascii_lowercase()).collect();
    headers.iter().find_map(|line| line.strip_prefix("range: ")).unwrap_or_default().to_owned()
}

fn fetch(url: &str, destination: &Path) -> Result<(), Failure> {
    let patience = Patience { answer: Duration::from_secs(5), stall: Duration::from_millis(300) };
    let wanted = Wanted { destination, bytes: CONTENT.len() as u64, sha256: SHA_OF_CONTENT };
    Hub::new(patience).fetch(url, &wanted, &ProgressBar::hidden())
}

#[test]
fn a_body_that_breaks_off_is_continued_from_its_last_byte() {
    let (url, ranges) = serve(vec![
        "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n0123",
        "HTTP/1.1 206 Partial Content\r\ncontent-length: 6\r\ncontent-range: bytes 4-9/10\r\n\r\n456789",
    ]);
    let dir = tempfile::tempdir().unwrap();
    let destination = dir.path().join("file");
    fetch(&url, &destination).unwrap();
    assert_eq!(fs::read(&destination).unwrap(), CONTENT);
    assert_eq!(ranges.iter().take(2).collect::<Vec<_>>(), ["", "bytes=4-"]);
}

#[test]
fn a_half_file_of_an_earlier_run_is_continued() {
    let (url, ranges) = serve(vec![
        "HTTP/1.1 206 Partial Content\r\ncontent-length: 3\r\ncontent-range: bytes 7-9/10\r\n\r\n789",
    ]);
    let dir = tempfile::tempdir().unwrap();
    let destination = dir.path().join("file");
    fs::write(path_of(&destination), "0123456").unwrap();
    fetch(&url, &destination).unwrap();
    assert_eq!(ranges.recv().unwrap(), "bytes=7-");
}

#[test]
fn a_redirect_keeps_the_range() {
    let (url, ranges) = serve(vec![
        "HTTP/1.1 302 Found\r\nlocation: /real\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
        "HTTP/1.1 206 Partial Content\r\ncontent-length: 3\r\ncontent-range: bytes 7-9/10\r\n\r\n789",
    ]);
    let dir = tempfile::tempdir().unwrap();
    let destination = dir.path().join("file");
    fs::write(path_of(&destination), "0123456").unwrap();
    fetch(&url, &destination).unwrap();
    assert_eq!(ranges.iter().take(2).collect::<Vec<_>>(), ["bytes=7-", "bytes=7-"]);
}

#[test]
fn a_server_without_ranges_sends_the_whole_file_again() {
    let (url, _ranges) = serve(vec!["HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n0123456789"]);
    let dir = tempfile::tempdir().unwrap();
    let destination = dir.path().join("file");
    fs::write(path_of(&destination), "012").unwrap();
    fetch(&url, &destination).unwrap();
    assert_eq!(fs::read(&destination).unwrap(), CONTENT);
}

#[test]
fn a_half_file_of_something_else_is_thrown_away() {
    let (url, ranges) = serve(vec![
        "HTTP/1.1 206 Partial Content\r\ncontent-length: 7\r\ncontent-range: bytes 3-9/10\r\nconnection: close\r\n\r\n3456789",
        "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n0123456789",
    ]);
    let dir = tempfile::tempdir().unwrap();
    let destination = dir.path().join("file");
    fs::write(path_of(&destination), "abc").unwrap();
    fetch(&url, &destination).unwrap();
    assert_eq!(ranges.iter().take(2).collect::<Vec<_>>(), ["bytes=3-", ""]);
}

#[test]
fn a_bad_hash_is_refused_and_leaves_nothing() {
    let (url, _ranges) = serve(vec!["HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n012345678X"]);
    let dir = tempfile::tempdir().unwrap();
    let destination = dir.path().join("file");
    let failure = fetch(&url, &destination).unwrap_err();
    assert!(matches!(&failure, Failure::Refused(why) if why.contains("sha256")), "{failure}");
    assert!(!destination.exists() && !path_of(&destination).exists());
}

#[test]
fn a_page_in_place_of_the_file_is_refused() {
    for answer in [
        "HTTP/1.1 404 Not Found\r\ncontent-type: text/html\r\ncontent-length: 10\r\n\r\n<p>no</p>!",
        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 10\r\n\r\n<p>no</p>!",
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n<p>no</p>",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nb\r\n0123456789x\r\n0\r\n\r\n",
    ] {
        let (url, _ranges) = serve(vec![answer]);
        let dir = tempfile::tempdir().unwrap();
        let destination = dir.path().join("file");
        let failure = fetch(&url, &destination).unwrap_err();
        assert!(matches!(failure, Failure::Refused(_)), "{failure}");
        assert!(!destination.exists());
    }
}

#[test]
fn a_server_that_brings_no_byte_is_given_up() {
    let (url, _ranges) = serve(vec!["HTTP/1.1 200 OK\r\ncontent-length: 10\r\nconnection: close\r\n\r\n"]);
    let dir = tempfile::tempdir().unwrap();
    let failure = fetch(&url, &dir.path().join("file")).unwrap_err();
    assert!(matches!(failure, Failure::Unreachable(_)), "{failure}");
}

#[test]
fn a_stalled_body_keeps_what_came() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/file", listener.local_addr().unwrap());
    let (done, wait) = channel::<()>();
    thread::spawn(move || {
        let mut open = Vec::new();
        for answer in ["HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n0123", ""] {
            let (mut stream, _) = listener.accept().unwrap();
            range_of_request(&stream);
            stream.write_all(answer.as_bytes()).unwrap();
            open.push(stream);
        }
        let _ = wait.recv();
    });
    let dir = tempfile::tempdir().unwrap();
    let destination = dir.path().join("file");
    let failure = fetch(&url, &destination).unwrap_err();
    assert!(matches!(failure, Failure::Unreachable(_)), "{failure}");
    assert_eq!(fs::read(path_of(&destination)).unwrap(), b"0123");
    drop(done);
}

#[test]
fn nobody_listening_is_unreachable() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let dir = tempfile::tempdir().unwrap();
    let destination = dir.path().join("file");
    let failure = fetch(&format!("http://127.0.0.1:{port}/file"), &destination).unwrap_err();
    assert!(matches!(failure, Failure::Unreachable(_)), "{failure}");
    assert!(!path_of(&destination).exists());
}
