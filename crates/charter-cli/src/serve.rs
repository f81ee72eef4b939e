//! `charter serve`: what would be built, on this machine alone, to subscribe to while trying
//! things out.
//!
//! A build is held in memory and is never changed: where the sources change, another one
//! takes its place in one step, and where they break, the last whole one stays.

mod answer;
mod feed;
mod page;
mod site;
mod stand;

use std::future::poll_fn;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use charter::report::counted;

use crate::args::ServeArgs;
use crate::failure::reason;
use crate::watch::{Ender, Watch};
use crate::workspace::Workspace;
use crate::{Failure, Status, Terminal, day};
use site::Site;
use stand::Stand;

/// Builds, serves, and builds again at every change, until it is ended.
pub(crate) fn run(args: &ServeArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    // A day that is no day is told before anything is served.
    day::day(args.as_of)?;
    let workspace = Workspace::locate(args.path.as_slice())?;
    let watch = Watch::of(&workspace, "build it, and serve the folder with another program")?;
    let site = match Site::build(args, terminal) {
        Ok(site) => site,
        Err(trouble) => {
            terminal.say("nothing is served: mend what is above first");
            return Ok(trouble.status);
        }
    };
    let listener = listen(args.port)?;
    let address = listener.local_addr().map_err(|error| cannot_listen(args.port, &error))?;
    let serving = format!("serving {} on http://{address}/", feeds(&site));
    let stand = Arc::new(Stand::new(site, args.as_of));
    start(listener, Arc::clone(&stand), watch.ender())?;
    terminal.say(&serving);
    terminal.say("what changes is built again; Ctrl-C ends it");
    loop {
        terminal.tell(Ok(Status::Clean));
        if watch.wait()?.is_break() {
            return Ok(Status::Clean);
        }
        build_again(args, &stand, terminal);
    }
}

/// Puts the new build in the place of the old one, or says why the old one stays.
fn build_again(args: &ServeArgs, stand: &Stand, terminal: &mut Terminal) {
    match Site::build(args, terminal) {
        Ok(site) => {
            let words = feeds(&site);
            if stand.put(site) {
                terminal.say(&format!("built again: {words}"));
            }
        }
        Err(trouble) => {
            terminal.say("the last whole build is still served: mend what is above");
            stand.keep(trouble);
        }
    }
}

fn feeds(site: &Site) -> String {
    counted(site.feeds().len(), "feed", "feeds")
}

/// Nobody else's machine can ask: it is this one's own address.
fn listen(port: u16) -> Result<TcpListener, Failure> {
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    let listener = listener.and_then(|it| it.set_nonblocking(true).map(|()| it));
    listener.map_err(|error| cannot_listen(port, &error))
}

fn cannot_listen(port: u16, error: &std::io::Error) -> Failure {
    let why = match error.kind() {
        std::io::ErrorKind::AddrInUse => "another program has it".to_owned(),
        _ => reason(error),
    };
    Failure::new(Status::Unreadable, format!("port {port} cannot be served: {why}"))
        .help("name another one with --port, or pass `--port 0` for one that is free")
}

/// Answers in a thread of its own, until Ctrl-C ends the watch. Once this returns, it does.
fn start(listener: TcpListener, stand: Arc<Stand>, ender: Ender) -> Result<(), Failure> {
    let refused = |error: std::io::Error| {
        Failure::new(Status::Unreadable, format!("nothing can be served: {}", reason(&error)))
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(refused)?;
    let (caught, is_caught) = std::sync::mpsc::sync_channel(1);
    let serve = async move {
        let serve = answer::serve(listener, stand);
        let mut end = pin!(tokio::signal::ctrl_c());
        // It is caught from the first look on, and not before.
        let first = poll_fn(|context| Poll::Ready(end.as_mut().poll(context).is_ready())).await;
        let _ = caught.send(());
        if first {
            return;
        }
        tokio::select! {
            _ = serve => {}
            _ = end => {}
        }
    };
    let thread = std::thread::Builder::new().name("server".into());
    let run = move || {
        runtime.block_on(serve);
        ender.end();
    };
    thread.spawn(run).map_err(refused)?;
    // A thread that has ended by then was asked to.
    let _ = is_caught.recv();
    Ok(())
}
