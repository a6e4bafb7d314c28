//! The `lifecycle` commands, run whole; `update` against a server of our own.

#![allow(clippy::disallowed_methods, reason = "a test writes its own files")]

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;

fn techstrata() -> Command {
    let mut command = Command::cargo_bin("techstrata").unwrap();
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command
}

#[test]
fn a_look_up_shows_the_row_its_state_and_how_it_was_found() {
    techstrata()
        .args(["lifecycle", "lookup", "Windows Server 2012 R2", "--as-of", "2026-08-22"])
        .assert()
        .code(0)
        .stdout(
            contains("(windows-server 2012-r2)")
                .and(contains("exact name, confidence 1.00"))
                .and(contains("last day of support                2023-10-10"))
                .and(contains("last day of paid extended support  2026-10-13"))
                .and(contains("unsupported for 1,047 days, extended at best"))
                .and(contains("Was the paid extension bought that is on sale until 2026-10-13?"))
                .and(contains("endoflife.date")),
        );
}

#[test]
fn what_is_open_lists_its_candidates_and_what_is_unknown_the_nearest_names() {
    let output =
        techstrata().args(["lifecycle", "lookup", "SQL Server 2014", "--format", "json"]).assert().code(0);
    let answer: serde_json::Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
    assert_eq!((answer["product"].as_str(), answer["cycle"].as_str()), (Some("mssqlserver"), None));
    let cycles: Vec<_> = answer["candidates"].as_array().unwrap().iter().map(|c| &c["cycle"]).collect();
    assert!(cycles.iter().any(|cycle| *cycle == "12.0-sp3"), "{cycles:?}");
    assert_eq!(answer["state"], "unsupported", "every service pack has ended");
    techstrata()
        .args(["lifecycle", "lookup", "Windws Zerver"])
        .assert()
        .code(0)
        .stdout(contains("in no catalogue").and(contains("Did you mean")));
}

#[test]
fn a_table_is_matched_row_by_row() {
    techstrata()
        .args(["lifecycle", "match", "-", "--as-of", "2026-11-23"])
        .write_stdin("id,raw_vendor,raw_product,raw_version\n7,Apache,Tomcat,7.0.109\n")
        .assert()
        .code(0)
        .stdout(contains("7,Apache,Tomcat,7.0.109,tomcat,7,2021-03-31,unsupported,exact name,1.00,"))
        .stderr(contains("1 row: 1 with a release"));
    techstrata()
        .args(["lifecycle", "match", "-"])
        .write_stdin("vendor,product\na,b\n")
        .assert()
        .code(2)
        .stdout("")
        .stderr(contains("there is no column `raw_product`"));
}

#[test]
fn the_same_table_gives_the_same_bytes_on_any_number_of_threads() {
    let row = |number: usize| format!("Oracle,Oracle Database {number},11.2.0.{number}");
    let rows: Vec<String> = (0..2000).map(row).collect();
    let table = format!("raw_vendor,raw_product,raw_version\n{}\n", rows.join("\n"));
    let run = |threads: &str| {
        let mut command = techstrata();
        command.args(["lifecycle", "match", "-", "--as-of", "2026-11-23", "--threads", threads]);
        command.write_stdin(table.clone()).assert().code(0).get_output().stdout.clone()
    };
    assert_eq!(run("1"), run("8"));
}

#[test]
fn products_and_releases_are_listed() {
    techstrata()
        .args(["lifecycle", "list", "windows server"])
        .assert()
        .code(0)
        .stdout(contains("windows-server").and(contains("product")));
    techstrata()
        .args(["lifecycle", "list", "--releases", "windows-server", "--as-of", "2026-11-23"])
        .assert()
        .code(0)
        .stdout(contains("2012-r2").and(contains("unsupported")));
    techstrata()
        .args(["lifecycle", "list", "--releases", "windows-servr"])
        .assert()
        .code(2)
        .stderr(contains("did you mean `windows-server`"));
}

#[test]
fn a_file_answers_alone_or_above_what_is_built_in() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own.yaml");
    std::fs::write(
        &file,
        "lifecycles:\n- product: tomcat\n  source: our contract\n  releases: [{cycle: 7, end_of_support: 2030-01-01}]\n",
    )
    .unwrap();
    let look_up = |product: &str, with_built_in: bool| {
        let mut command = techstrata();
        command
            .args(["lifecycle", "lookup", product, "7", "--as-of", "2026-11-23", "--catalogue"])
            .arg(&file);
        if with_built_in {
            command.arg("--with-built-in");
        }
        command.assert().code(0)
    };
    look_up("Tomcat", false).stdout(contains("2030-01-01").and(contains("our contract")));
    look_up("Red Hat Enterprise Linux", false).stdout(contains("in no catalogue"));
    look_up("Red Hat Enterprise Linux", true).stdout(contains("(rhel 7)"));
}

/// The public data with so many products, made on a day.
fn published(products: usize, day: &str) -> String {
    let product = |number: usize| {
        format!(
            r#"{{"name":"p{number}","label":"P {number}","new":1,"releases":[{{"name":"1","isEol":false,"eolFrom":"2030-01-01"}}]}}"#
        )
    };
    let all: Vec<String> = (0..products).map(product).collect();
    format!(
        r#"{{"schema_version":"9.9","generated_at":"{day}T00:00:00+00:00","result":[{}]}}"#,
        all.join(",")
    )
}

/// The first line of a request; the rest is read and dropped.
fn request_of(stream: &mut TcpStream) -> String {
    let mut request = Vec::new();
    let mut piece = [0; 4096];
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        let count = stream.read(&mut piece).unwrap();
        if count == 0 {
            break;
        }
        request.extend_from_slice(&piece[..count]);
    }
    String::from_utf8_lossy(&request).lines().next().unwrap_or_default().to_owned()
}

/// Answers one request with `body` and gives back its first line; as a proxy,
/// it opens a tunnel to itself before.
fn serve_once(status: &'static str, body: String) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut asked = vec![request_of(&mut stream)];
        if asked[0].starts_with("CONNECT ") {
            stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").unwrap();
            asked.push(request_of(&mut stream));
        }
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        // A client that refuses the answer may close early.
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
        asked
    });
    (address, server)
}

#[test]
fn an_update_is_kept_where_it_was_asked_for_and_answers_from_then_on() {
    let folder = tempfile::tempdir().unwrap();
    let (address, server) = serve_once("200 OK", published(120, "2026-11-20"));
    techstrata()
        .args(["lifecycle", "update", "--from", &format!("{address}/api/v1/products/full")])
        .env("XDG_CACHE_HOME", folder.path())
        .env("LOCALAPPDATA", folder.path())
        .env("HOME", folder.path())
        .assert()
        .code(0)
        .stderr(contains("120 products of 2026-11-20").and(contains("--catalogue")));
    assert_eq!(server.join().unwrap(), ["GET /api/v1/products/full HTTP/1.1"]);
    let kept = walkdir::WalkDir::new(folder.path())
        .into_iter()
        .filter_map(Result::ok)
        .find(|entry| entry.file_name() == "products-full.json")
        .unwrap();
    techstrata()
        .args(["lifecycle", "lookup", "P 7", "1", "--catalogue"])
        .arg(kept.path())
        .assert()
        .code(0)
        .stdout(contains("(p7 1)"));
}

#[test]
fn an_answer_that_is_worse_than_what_is_there_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("facts.json");
    let old = published(400, "2026-11-01");
    for (status, body, reason, code) in [
        ("200 OK", "<html>sign in</html>".to_owned(), "was refused", 2),
        ("200 OK", published(3, "2026-11-20"), "too few to be the public data", 2),
        ("200 OK", published(150, "2026-11-20"), "it holds 150 products where the file there holds 400", 2),
        ("200 OK", published(400, "2026-10-01"), "it is of 2026-10-01", 2),
        ("503 Service Unavailable", String::new(), "503", 3),
    ] {
        std::fs::write(&file, &old).unwrap();
        let (address, server) = serve_once(status, body);
        techstrata()
            .args(["lifecycle", "update", "--from", &address, "--output"])
            .arg(&file)
            .assert()
            .code(code)
            .stderr(contains(reason).and(contains("stays as it was")));
        server.join().unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), old);
    }
}

#[test]
fn a_proxy_is_honoured() {
    let folder = tempfile::tempdir().unwrap();
    let (proxy, server) = serve_once("200 OK", published(120, "2026-11-20"));
    techstrata()
        .args(["lifecycle", "update", "--from", "http://lifecycle.invalid/full", "--output"])
        .arg(folder.path().join("facts.json"))
        .env("HTTP_PROXY", &proxy)
        .assert()
        .code(0);
    let asked = server.join().unwrap();
    assert_eq!(asked, ["CONNECT lifecycle.invalid:80 HTTP/1.1", "GET /full HTTP/1.1"]);
}
