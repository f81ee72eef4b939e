//! The command as people meet it: its exit status, its two streams, what it writes.
//!
//! This program is also the command under test: started again with a role, it is
//! `charter`, or a build that can be killed, or a fault.

#[path = "cli/agenda.rs"]
mod agenda;
#[path = "cli/audit.rs"]
mod audit;
#[path = "cli/baseline.rs"]
mod baseline;
#[path = "cli/build.rs"]
mod build;
#[path = "cli/changed.rs"]
mod changed;
#[path = "cli/config.rs"]
mod config;
#[path = "cli/feed_diff.rs"]
mod feed_diff;
#[path = "cli/fired.rs"]
mod fired;
#[path = "cli/format.rs"]
mod format;
#[path = "cli/graph.rs"]
mod graph;
#[path = "cli/holidays.rs"]
mod holidays;
#[path = "cli/init.rs"]
mod init;
#[path = "cli/mending.rs"]
mod mending;
#[path = "cli/new.rs"]
mod new;
#[path = "cli/next.rs"]
mod next;
#[path = "cli/paths.rs"]
mod paths;
#[path = "cli/report.rs"]
mod report;
#[path = "cli/rules.rs"]
mod rules;
#[path = "cli/run.rs"]
mod run;
#[path = "cli/serve.rs"]
mod serve;
#[path = "cli/sign.rs"]
mod sign;
#[path = "cli/status.rs"]
mod status;
#[path = "cli/streams.rs"]
mod streams;
#[path = "cli/waivers.rs"]
mod waivers;
#[path = "cli/watch.rs"]
mod watch;
#[path = "cli/write.rs"]
mod write;

use std::process::ExitCode;

use libtest_mimic::Arguments;

fn main() -> ExitCode {
    match std::env::var(run::ROLE).as_deref() {
        Ok("charter") => return charter_cli::main(),
        Ok("fault") => return charter_cli::fault::guard(run::fault).into(),
        Ok("faulty formatter") => return format::faulty(),
        Ok("pressed build") => return build::pressed(),
        Ok("writer") => return write::writer(),
        _ => {}
    }
    let trials = [
        init::trials(),
        new::trials(),
        next::trials(),
        audit::trials(),
        agenda::trials(),
        graph::trials(),
        fired::trials(),
        feed_diff::trials(),
        holidays::trials(),
        build::trials(),
        sign::trials(),
        rules::trials(),
        waivers::trials(),
        status::trials(),
        streams::trials(),
        config::trials(),
        paths::trials(),
        report::trials(),
        format::trials(),
        mending::trials(),
        baseline::trials(),
        changed::trials(),
        watch::trials(),
        serve::trials(),
        write::trials(),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials.into_iter().flatten().collect()).exit_code()
}
