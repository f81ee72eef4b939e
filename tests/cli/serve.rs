//! `charter serve`: what a client is answered, and that it never gets half a build.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use libtest_mimic::Trial;

use crate::run::{DAY, Folder, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("serve::a_feed_as_clients_want_it", a_feed_as_clients_want_it),
        trial("serve::what_is_due_is_to_be_done", what_is_due_is_to_be_done),
        trial("serve::what_is_known_is_not_sent_again", what_is_known_is_not_sent_again),
        trial("serve::packed_where_it_is_wanted", packed_where_it_is_wanted),
        trial("serve::every_file_of_a_build_and_no_other", every_file_of_a_build_and_no_other),
        trial("serve::no_path_leads_out", no_path_leads_out),
        trial("serve::only_read", only_read),
        trial("serve::nobody_elses_name_leads_here", nobody_elses_name_leads_here),
        trial("serve::built_again_and_never_half", built_again_and_never_half),
        trial("serve::the_last_whole_build_stays", the_last_whole_build_stays),
        trial("serve::the_page", the_page),
        trial("serve::a_title_is_text", a_title_is_text),
        trial("serve::nothing_to_serve", nothing_to_serve),
        trial("serve::a_port_that_is_taken", a_port_that_is_taken),
        #[cfg(unix)]
        trial("serve::it_ends_well", it_ends_well),
    ]
}

/// Far more than it takes anywhere.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server that ends with the test.
struct Served {
    child: Child,
    said: Receiver<String>,
    host: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back.
struct Answer {
    status: u16,
    /// Names in small letters.
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn of(bytes: &[u8]) -> Answer {
        let end = bytes.windows(4).position(|it| it == b"\r\n\r\n").expect("an end of the headers");
        let head = String::from_utf8(bytes[..end].to_vec()).expect("text");
        let (first, rest) = head.split_once("\r\n").expect("headers");
        let header = |line: &str| {
            let (name, value) = line.split_once(": ").expect("a header");
            (name.to_lowercase(), value.to_owned())
        };
        Answer {
            status: first.split(' ').nth(1).and_then(|it| it.parse().ok()).expect("a status"),
            headers: rest.split("\r\n").map(header).collect(),
            body: bytes[end + 4..].to_vec(),
        }
    }

    fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|it| it.0 == name).map(|it| it.1.as_str());
        let value = values.next();
        assert_eq!(values.next(), None, "`{name}` is said twice");
        value
    }

    fn is(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Served {
    fn of(folder: &Folder) -> Served {
        Served::with(folder, &[])
    }

    fn with(folder: &Folder, flags: &[&str]) -> Served {
        let usual = ["serve", "--port", "0", "--as-of", DAY];
        Served::by(folder.command(&[&usual, flags].concat()))
    }

    fn by(mut command: Command) -> Served {
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts");
        let lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
        let (sender, said) = channel();
        std::thread::spawn(move || {
            lines.map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        let mut served = Served { child, said, host: String::new() };
        let line = served.says("serving ");
        let address = line.split("http://").nth(1).expect("an address");
        served.host = address.trim_end_matches('/').to_owned();
        served
    }

    /// Waits until it says so; gives back the line.
    fn says(&self, words: &str) -> String {
        let (start, mut before) = (Instant::now(), Vec::new());
        while let Some(left) = PATIENCE.checked_sub(start.elapsed()) {
            match self.said.recv_timeout(left) {
                Ok(line) if line.contains(words) => return line,
                Ok(line) => before.push(line),
                Err(_) => break,
            }
        }
        panic!("it never said `{words}`: {before:#?}");
    }

    /// Sends these bytes, and reads until the other side has nothing more to say.
    fn raw(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.host).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a patience");
        stream.write_all(request.as_bytes()).expect("it is sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        Answer::of(&bytes)
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let lines: String = headers.iter().map(|(name, it)| format!("{name}: {it}\r\n")).collect();
        let host = &self.host;
        self.raw(&format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{lines}\r\n"
        ))
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }
}

const ALL: &str = "/calendar/all.ics";

/// What `charter build` writes of the same folder.
fn built(folder: &Folder, path: &str) -> String {
    folder.charter(&["build", "--out", "built"]).ends(0);
    folder.read(&format!("built/{path}"))
}

fn a_feed_as_clients_want_it() {
    let folder = Folder::begun();
    let served = Served::of(&folder);
    let feed = served.get(ALL).is(200);
    assert_eq!(feed.text(), built(&folder, "calendar/all.ics"));
    for (name, value) in [
        ("content-type", "text/calendar; charset=utf-8"),
        ("cache-control", "no-cache"),
        ("vary", "accept-encoding"),
        ("x-content-type-options", "nosniff"),
        // The day on which its charter came into force: no clock and no file's date.
        ("last-modified", "Fri, 20 Nov 2026 00:00:00 GMT"),
    ] {
        assert_eq!(feed.header(name), Some(value), "{name}");
    }
    assert_eq!(feed.header("content-length"), Some(feed.body.len().to_string().as_str()));
    assert_eq!(feed.header("content-encoding"), None);
    let head = served.ask("HEAD", ALL, &[]).is(200);
    assert!(head.body.is_empty());
    let but_date =
        |it: &Answer| it.headers.iter().filter(|it| it.0 != "date").cloned().collect::<Vec<_>>();
    assert_eq!(but_date(&head), but_date(&feed));
}

/// `--todos` is that of `charter build`, at the start and after a change.
fn what_is_due_is_to_be_done() {
    let folder = Folder::begun();
    let todos = |served: &Served| served.get(ALL).is(200).text().matches("BEGIN:VTODO").count();
    assert_eq!(todos(&Served::of(&folder)), 0);
    let served = Served::with(&folder, &["--todos"]);
    folder.charter(&["build", "--out", "built", "--todos"]).ends(0);
    assert_eq!(served.get(ALL).text(), folder.read("built/calendar/all.ics"));
    let before = todos(&served);
    assert!(before > 0);
    folder.put(FORUM, folder.read(FORUM).replace("Roadmap forum", "Forum").as_bytes());
    served.says("built again: ");
    assert_eq!(todos(&served), before);
}

fn tag(answer: &Answer) -> &str {
    let tag = answer.header("etag").expect("an ETag");
    assert!(tag.starts_with('"') && tag.ends_with('"') && tag.len() > 20, "{tag} is not strong");
    tag
}

fn what_is_known_is_not_sent_again() {
    let folder = Folder::begun();
    let served = Served::of(&folder);
    let first = served.get(ALL).is(200);
    let known = tag(&first);
    for tags in [known, &format!("\"other\", {known}"), &format!("W/{known}"), "*"] {
        for method in ["GET", "HEAD"] {
            let again = served.ask(method, ALL, &[("If-None-Match", tags)]).is(304);
            assert!(again.body.is_empty());
            assert_eq!(tag(&again), known);
            assert_eq!(again.header("cache-control"), Some("no-cache"));
            assert_eq!(again.header("vary"), Some("accept-encoding"));
        }
    }
    for tags in ["\"other\"", "\"\"", "nonsense"] {
        served.ask("GET", ALL, &[("If-None-Match", tags)]).is(200);
    }
    // A change need not have a day: nobody is told by it that there is nothing new.
    let since = ("If-Modified-Since", "Wed, 01 Jan 2098 00:00:00 GMT");
    served.ask("GET", ALL, &[since]).is(200);
    // Another server of the same sources knows the same tag, for it is made of the bytes.
    assert_eq!(tag(&Served::of(&folder).get(ALL)), known);
    assert_ne!(tag(&served.get("/index.json")), known);
}

fn packed_where_it_is_wanted() {
    let served = Served::of(&Folder::begun());
    let plain = served.get(ALL).is(200);
    let packed = served.ask("GET", ALL, &[("Accept-Encoding", "br, gzip")]).is(200);
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert_eq!(packed.header("vary"), Some("accept-encoding"));
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(&packed.body[..]).read_to_end(&mut unpacked).expect("gzip");
    assert!(unpacked == plain.body && packed.body.len() < plain.body.len());
    // Other bytes have another strong tag, and each is known where its own bytes are asked for.
    assert_ne!(tag(&packed), tag(&plain));
    let ask = |tags, coding| {
        served.ask("GET", ALL, &[("If-None-Match", tags), ("Accept-Encoding", coding)]).status
    };
    assert_eq!(ask(tag(&packed), "gzip"), 304);
    assert_eq!(ask(tag(&packed), "identity"), 200);
    assert_eq!(ask(tag(&plain), "gzip"), 200);
    let refused = served.ask("GET", ALL, &[("Accept-Encoding", "gzip;q=0")]).is(200);
    assert_eq!(refused.header("content-encoding"), None);
}

fn every_file_of_a_build_and_no_other() {
    let folder = Folder::begun();
    let served = Served::of(&folder);
    let index = served.get("/index.json").is(200);
    assert_eq!(index.text(), built(&folder, "index.json"));
    assert_eq!(index.header("content-type"), Some("application/json"));
    let index: serde_json::Value = serde_json::from_slice(&index.body).expect("data");
    let files = index["files"].as_array().expect("files");
    assert!(files.len() > 5);
    for file in files {
        let path = file["path"].as_str().expect("a path");
        let answer = served.get(&format!("/{path}")).is(200);
        assert_eq!(answer.text(), folder.read(&format!("built/{path}")), "{path}");
    }
    served.get("/calendar/%61ll.ics").is(200);
    for path in ["/calendar", "/calendar/", "/calendar/ALL.ics", "/charter.toml", "/index.html"] {
        let answer = served.get(path).is(404);
        assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
        assert!(answer.text().starts_with("there is no such file in this build"));
    }
}

fn no_path_leads_out() {
    let folder = Folder::begun().with("secret.ics", b"secret");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path("secret.ics"), folder.path("link.ics")).expect("a link");
    let served = Served::of(&folder);
    for path in [
        "/../secret.ics",
        "/calendar/../../secret.ics",
        "/calendar/../calendar/all.ics",
        "/%2e%2e/secret.ics",
        "/calendar/%2e%2e/%2E%2E/secret.ics",
        "/..%2fsecret.ics",
        "/calendar%2fall.ics",
        "/calendar/..%5c..%5csecret.ics",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/etc/passwd",
        "/calendar/all.ics%00",
        "/%00",
        "/calendar//all.ics",
        "/./calendar/all.ics",
        "/%ff%fe",
        "/secret.ics",
        "/link.ics",
        "/built/../secret.ics",
    ] {
        let answer = served.get(path);
        assert_eq!(answer.status, 404, "{path}: {}", answer.text());
    }
    // What is no path at all is no request, or names another machine.
    let host = &served.host;
    for (line, status) in [
        ("GET /\0 HTTP/1.1", 400),
        ("GET", 400),
        ("\0\0\0\0", 400),
        ("GET secret.ics HTTP/1.1", 421),
        ("GET http://evil.example/calendar/all.ics HTTP/1.1", 421),
        ("GET file:///etc/passwd HTTP/1.1", 400),
    ] {
        let answer = served.raw(&format!("{line}\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert_eq!(answer.status, status, "{line:?}");
    }
    served.get(ALL).is(200);
}

fn only_read() {
    let served = Served::of(&Folder::begun());
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"] {
        for path in [ALL, "/", "/nowhere"] {
            let answer = served.ask(method, path, &[]).is(405);
            assert_eq!(answer.header("allow"), Some("GET, HEAD"), "{method}");
            assert!(answer.text().starts_with("here one can only read"), "{method}");
        }
    }
}

/// A name that somebody else may lead to this machine would give him what it reads.
fn nobody_elses_name_leads_here() {
    let served = Served::of(&Folder::begun());
    let port = served.host.rsplit_once(':').expect("a port").1.to_owned();
    let ask = |host: &str| {
        served.raw(&format!("GET {ALL} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    };
    for host in [format!("127.0.0.1:{port}"), format!("LOCALHOST:{port}"), "localhost".into()] {
        ask(&host).is(200);
    }
    for host in ["evil.example", "127.0.0.1.evil.example", "evil.example:80", "", "localhost:x"] {
        let answer = ask(host).is(421);
        assert!(answer.text().starts_with("this is for the machine itself"), "{host}");
    }
}

/// A charter that takes place.
const FORUM: &str = "roadmap-forum.charter";

/// A reader who never stops meets one build or the other, in every file.
fn built_again_and_never_half() {
    let folder = Folder::begun();
    let served = Served::of(&folder);
    let before = served.get(ALL).is(200);
    let text = folder.read(FORUM);
    for turn in 0..5 {
        let title = format!("Forum {turn}");
        folder.put(FORUM, text.replace("Roadmap forum", &title).as_bytes());
        served.says("built again: ");
        let after = served.get(ALL).is(200);
        assert!(after.text().contains(&format!("SUMMARY:{title}")), "{}", after.text());
        assert_ne!(tag(&after), tag(&before));
        served.ask("GET", ALL, &[("If-None-Match", tag(&before))]).is(200);
        // What the index says of a file is true of the file.
        let index: serde_json::Value =
            serde_json::from_slice(&served.get("/index.json").is(200).body).expect("data");
        for file in index["files"].as_array().expect("files") {
            let answer = served.get(&format!("/{}", file["path"].as_str().expect("a path")));
            assert_eq!(Some(answer.body.len() as u64), file["bytes"].as_u64());
        }
    }
    // What means the same is not told again.
    folder.put("notes.charter", b"# nothing\n");
    folder.put(FORUM, text.as_bytes());
    served.says("built again: ");
    assert_eq!(tag(&served.get(ALL)), tag(&before));
}

fn the_last_whole_build_stays() {
    let folder = Folder::begun();
    let served = Served::of(&folder);
    let before = served.get(ALL).is(200);
    assert!(!served.get("/").text().contains("cannot be built"));
    for (path, bytes, words) in [
        (FORUM, "charter <broken> {\n", "error["),
        ("charter.toml", "[nonsense]\n", "has no `nonsense`"),
        ("organization.charter", "oops\n", "error["),
    ] {
        let text = folder.read(path);
        folder.put(path, bytes.as_bytes());
        served.says("the last whole build is still served");
        assert_eq!(served.get(ALL).is(200).body, before.body);
        let page = served.get("/").is(200).text();
        assert!(page.contains("cannot be built") && page.contains(words), "{page}");
        assert!(!page.contains("<broken>"));
        folder.put(path, text.as_bytes());
        served.says("built again: ");
        assert!(!served.get("/").is(200).text().contains("cannot be built"));
    }
    for path in [FORUM, "organization.charter"] {
        std::fs::remove_file(folder.path(path)).expect("it goes");
    }
    served.says("there is no `.charter` file");
    served.says("the last whole build is still served");
    assert_eq!(served.get(ALL).is(200).body, before.body);
}

fn the_page() {
    let folder = Folder::begun();
    let served = Served::by(folder.command(&["serve", "--port", "0", "--as-of", "2027-01-05"]));
    let page = served.get("/").is(200);
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
    let text = page.text();
    let host = &served.host;
    let index: serde_json::Value =
        serde_json::from_slice(&served.get("/index.json").body).expect("data");
    let feeds = index["files"].as_array().expect("files").iter();
    let feeds: Vec<_> = feeds.filter(|it| it["events"].is_u64()).collect();
    assert!(feeds.len() > 3);
    for feed in feeds {
        let path = feed["path"].as_str().expect("a path");
        assert!(text.contains(&format!("href=\"webcal://{host}/{path}\"")), "{path}: {text}");
        assert!(text.contains(&format!("href=\"http://{host}/{path}\"")), "{path}");
        assert!(text.contains(&format!("<td class=\"count\">{}</td>", feed["events"])), "{path}");
    }
    for never in ["<script", "https://", "style="] {
        assert!(!text.contains(never), "{never}: {text}");
    }
    assert!(text.contains("From Tuesday 5 January 2027 to Thursday 4 February 2027"), "{text}");
    let when = "<time datetime=\"2027-01-12T10:00:00Z\">Tue 12 Jan</time></th><td>10:00, 90 min ";
    assert!(text.contains(when), "{text}");
    served.get("/style.css").is(200);
    // Known by its own tag like any other.
    served.ask("GET", "/", &[("If-None-Match", tag(&page))]).is(304);
    let found = served.get("/?q=vp-engineering").is(200).text();
    assert!(
        found.contains("/calendar/seat/vp-engineering.ics") && !found.contains("/calendar/all.ics")
    );
    let none = served.get("/?q=no+such%20thing%22%3E%3Cscript%3E").is(200).text();
    assert!(none.contains("0 calendars found"), "{none}");
    assert!(none.contains("no such thing&quot;&gt;&lt;script&gt;\"") && !none.contains("<script>"));
}

fn a_title_is_text() {
    let title = r#""<script>alert(1)</script> & 'x' \"y\" </title>""#;
    let folder = Folder::begun();
    let text = folder.read(FORUM);
    assert!(text.contains("\"Roadmap forum\""));
    folder.put(FORUM, text.replace("\"Roadmap forum\"", title).as_bytes());
    let page = Served::of(&folder).get("/").is(200).text();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; "), "{page}");
    assert!(!page.contains("<script"));
}

fn nothing_to_serve() {
    Folder::new().charter(&["serve", "--port", "0"]).ends(3).prints_nothing();
    let broken = Folder::broken().charter(&["serve", "--port", "0"]).ends(1).prints_nothing();
    broken.says("nothing is served: mend what is above first");
    Folder::begun().with("charter.toml", b"[nonsense]\n").charter(&["serve"]).ends(2);
    Folder::new().charter(&["serve", "nowhere"]).ends(4);
    for flags in [["--port", "65536"], ["--port", "x"], ["--as-of", "today"]] {
        Folder::begun().charter(&["serve", flags[0], flags[1]]).ends(2);
    }
}

fn a_port_that_is_taken() {
    let folder = Folder::begun();
    let served = Served::of(&folder);
    let port = served.host.rsplit_once(':').expect("a port").1;
    let second = folder.charter(&["serve", "--port", port]).ends(4).prints_nothing();
    second
        .says(&format!("port {port} cannot be served: another program has it"))
        .says("name another one with --port");
}

#[cfg(unix)]
fn it_ends_well() {
    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;
    let mut served = Served::of(&Folder::begun());
    // Somebody holds the line, and says nothing.
    let _open = TcpStream::connect(&served.host).expect("it listens");
    let id = i32::try_from(served.child.id()).expect("a process");
    kill(Pid::from_raw(id), Signal::SIGINT).expect("Ctrl-C");
    let start = Instant::now();
    let status = loop {
        match served.child.try_wait().expect("a child") {
            Some(status) => break status,
            None if start.elapsed() > PATIENCE => panic!("it goes on"),
            None => std::thread::sleep(Duration::from_millis(10)),
        }
    };
    assert_eq!(status.code(), Some(0));
}
