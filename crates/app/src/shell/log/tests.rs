//! What a line says, and what it never does.

use super::super::guarded;
use crate::testing::{House, Lines};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use std::sync::Arc;
use tower::ServiceExt;

#[tokio::test]
async fn a_request_is_a_line_with_its_id_and_the_pattern_of_its_address() {
    let house = House::new().await;
    let (mut ana, _) = house.ana_and_ben().await;
    let lines = Lines::kept();
    ana.headers = vec![("x-request-id", "forged")];
    let answer = ana.get("/peer-teams/north-group/history?secret=word").await;
    let id = answer.headers["x-request-id"].to_str().expect("text");
    let line: serde_json::Value = serde_json::from_str(&lines.text()).expect("one line of JSON");
    assert_eq!(line["id"], id);
    assert_eq!((&line["level"], &line["method"]), (&"INFO".into(), &"GET".into()));
    assert_eq!(line["route"], "/peer-teams/{team}/history");
    assert_eq!(line["status"], 200);
    assert!(line["milliseconds"].is_u64() && line["timestamp"].is_string(), "{line}");
    for never in ["forged", "north", "secret", "word", "Ana"] {
        assert!(!lines.text().contains(never), "{line}");
    }
}

#[tokio::test]
async fn an_error_that_is_ours_is_found_in_the_log_by_what_the_page_says() {
    let house = House::new().await;
    let mut ana = house.ana().await;
    house.app.store.clone().close().await.expect("it closes");
    let lines = Lines::kept();
    let answer = ana.get("/peer-teams").await;
    assert_eq!(answer.status, 500);
    let id = answer.headers["x-request-id"].to_str().expect("text");
    answer.says("If you tell somebody about it, tell them this, too:");
    answer.says(id);
    let line: serde_json::Value = serde_json::from_str(&lines.text()).expect("one line of JSON");
    assert_eq!((&line["level"], &line["id"]), (&"ERROR".into(), &id.into()));
    let message = line["message"].as_str().expect("a sentence");
    assert!(message.starts_with("The data cannot be used"), "{message}");
    assert!(!answer.text.contains("cannot be used"), "that is not for the reader of a page");
}

async fn falls() -> &'static str {
    panic!("what somebody wrote")
}

#[tokio::test]
async fn a_panic_is_one_requests_own() {
    let house = House::new().await;
    let pages = Router::new().route("/falls", get(falls)).route("/stands", get(|| async { "up" }));
    let pages = pages.layer(from_fn_with_state(Arc::clone(&house.app), guarded));
    let lines = Lines::kept();
    for (path, status) in [("/falls", 500), ("/stands", 200)] {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let answer = pages.clone().oneshot(request).await.expect("it never fails");
        assert_eq!(answer.status(), status, "{path}");
        let body = to_bytes(answer.into_body(), usize::MAX).await.expect("a body");
        assert!(!String::from_utf8_lossy(&body).contains("somebody wrote"));
    }
    let lines = lines.text();
    assert!(lines.contains("This is our fault, not yours: a panic."), "{lines}");
    assert!(!lines.contains("somebody wrote"), "{lines}");
}
