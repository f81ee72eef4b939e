//! What is answered to whom, as RFC 9110 wants it.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::SystemTime;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    HOST, REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, Uri};
use axum::routing::get;
use headers::{ETag, HeaderMapExt, IfNoneMatch, LastModified};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use percent_encoding::percent_decode_str;

use super::page;
use super::site::File;
use super::stand::Stand;

/// A page loads its own style and nothing else, from nowhere else, and runs nothing.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// Answers until the process ends.
pub(super) async fn serve(listener: TcpListener, stand: Arc<Stand>) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    axum::serve(listener, get(answer).fallback(only_read).with_state(stand)).await
}

async fn answer(State(stand): State<Arc<Stand>>, request: Request) -> Response<Body> {
    let (uri, headers) = (request.uri(), request.headers());
    let Some(host) = host(uri, headers) else { return elsewhere() };
    let shown = stand.shown();
    let file = match uri.path() {
        "/" => &page::page(&shown, stand.today(), &host, uri.query().unwrap_or_default()),
        "/style.css" => page::style(),
        path => match path_in_build(path).and_then(|path| shown.site.file(&path)) {
            Some(file) => file,
            None => return nothing_there(),
        },
    };
    send(file, headers)
}

/// The name by which this machine was asked. A page of somebody else's may have a name of its
/// own lead here, and would then read what it gets: it gets nothing.
fn host(uri: &Uri, headers: &HeaderMap) -> Option<String> {
    let header = || headers.get(HOST).and_then(|it| it.to_str().ok());
    let host = uri.authority().map(|it| it.as_str()).or_else(header)?;
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "80"));
    let is_ours = name == "127.0.0.1" || name.eq_ignore_ascii_case("localhost");
    (is_ours && port.parse::<u16>().is_ok()).then(|| host.to_owned())
}

/// What a path of a request may mean: one name or more, and nothing that leads elsewhere.
/// It is only ever looked up among what was built.
fn path_in_build(path: &str) -> Option<String> {
    let name = |part| percent_decode_str(part).decode_utf8().ok().filter(|it| !it.contains('/'));
    let names: Option<Vec<_>> = path.strip_prefix('/')?.split('/').map(name).collect();
    Some(names?.join("/"))
}

/// A file, or that it is still the same.
fn send(file: &File, headers: &HeaderMap) -> Response<Body> {
    let packed = if takes_gzip(headers) { file.gzip() } else { None };
    let suffix = if packed.is_some() { "-gzip" } else { "" };
    let tag: Option<ETag> = format!("\"{}{suffix}\"", file.digest).parse().ok();
    let is_known = headers
        .typed_get::<IfNoneMatch>()
        .zip(tag.as_ref())
        .is_some_and(|(known, tag)| !known.precondition_passes(tag));

    let mut response = Response::new(Body::empty());
    let told = response.headers_mut();
    told.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    told.insert(VARY, HeaderValue::from_static("accept-encoding"));
    tag.into_iter().for_each(|tag| told.typed_insert(tag));
    file.modified.and_then(midnight).into_iter().for_each(|at| told.typed_insert(at));
    guard(told);
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    told.insert(CONTENT_TYPE, HeaderValue::from_static(file.kind));
    if packed.is_some() {
        told.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    *response.body_mut() = Body::from(packed.unwrap_or_else(|| file.bytes.clone()));
    response
}

/// A day of the sources, unless it is still to come: that, HTTP does not allow to say.
/// It is for people. Nobody is told by it that nothing has changed, since a change need
/// not have a day.
fn midnight(day: Date) -> Option<LastModified> {
    let moment = SystemTime::from(day.to_zoned(TimeZone::UTC).ok()?.timestamp());
    (moment <= SystemTime::now()).then(|| moment.into())
}

/// Whether a client takes gzip, and does not refuse it.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|it| it.to_str().ok());
    let offers: Vec<(&str, bool)> = lines.flat_map(|it| it.split(',')).map(offer).collect();
    let wanted = |name: &str| offers.iter().find(|it| it.0.eq_ignore_ascii_case(name));
    let offer = wanted("gzip").or_else(|| wanted("x-gzip")).or_else(|| wanted("*"));
    offer.is_some_and(|(_, is_wanted)| *is_wanted)
}

/// `gzip;q=0.5`: a way of packing, and whether it has any weight.
fn offer(text: &str) -> (&str, bool) {
    let (name, rest) = text.split_once(';').unwrap_or((text, ""));
    let weight = rest.trim().strip_prefix("q=").and_then(|it| it.trim().parse::<f32>().ok());
    (name.trim(), weight.unwrap_or(1.0) > 0.0)
}

async fn only_read() -> Response<Body> {
    let mut response =
        plain(StatusCode::METHOD_NOT_ALLOWED, "here one can only read: ask with GET or HEAD\n");
    response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    response
}

fn nothing_there() -> Response<Body> {
    plain(StatusCode::NOT_FOUND, "there is no such file in this build: the page at / lists them\n")
}

fn elsewhere() -> Response<Body> {
    let words = "this is for the machine itself: ask for 127.0.0.1 or localhost\n";
    plain(StatusCode::MISDIRECTED_REQUEST, words)
}

/// Words for people.
fn plain(status: StatusCode, words: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(words));
    *response.status_mut() = status;
    let told = response.headers_mut();
    told.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    told.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    guard(told);
    response
}

/// What keeps a browser from doing more than to show it.
fn guard(headers: &mut HeaderMap) {
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_elsewhere() {
        for (path, meant) in [
            ("/calendar/all.ics", Some("calendar/all.ics")),
            ("/calendar/%61ll.ics", Some("calendar/all.ics")),
            ("/calendar%2fall.ics", None),
            ("/%ff", None),
            ("no", None),
        ] {
            assert_eq!(path_in_build(path).as_deref(), meant, "{path}");
        }
    }

    #[test]
    fn who_takes_gzip() {
        for (offers, takes) in [
            ("gzip", true),
            ("deflate, GZIP;q=0.5", true),
            ("*", true),
            ("identity", false),
            ("gzip;q=0, *", false),
            ("gzip; q=0.0", false),
            ("br", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(offers));
            assert_eq!(takes_gzip(&headers), takes, "{offers}");
        }
        assert!(!takes_gzip(&HeaderMap::new()));
    }
}
