//! What a check may meet: folders, how it is called, and what has to come of it.

use std::process::Command;

use crate::run::{Folder, Run};

/// The day on which every run stands.
const TODAY: &str = "2026-11-20";

/// An organization that is fine.
pub(crate) const OFFICE: &str = r#"calendar office "Office" {
  zone  Europe/London
}

seat cpo "Chief Product Officer" {
  altitude   executive
  function   product
  holder     "Olu Bankole" since 2024-01-08
  alternate  vp-product
}

seat vp-product "VP Product" {
  altitude    vp
  function    product
  holder      "Tereza Nováková" since 2024-01-08
  alternate   cpo
  reports-to  cpo
}

seat vp-engineering "VP Engineering" {
  altitude  vp
  function  technology
  holder    "Rajiv Menon" since 2024-01-08
}

metric committed-capacity "Committed capacity" {
  unit   percent
  owner  vp-engineering
}
"#;

/// A forum that is fine.
pub(crate) const FORUM: &str = r#"charter roadmap-forum "Roadmap forum" {
  decides         roadmap-sequencing of core-portfolio
  includes        "The core portfolio for the next two quarters"
  owner           vp-product
  counterparties  vp-engineering
  cadence         quarterly on the 2nd Tuesday at 10:00 for 90m
  trigger         capacity-evidence when committed-capacity > 100% declared by vp-engineering checked every 2 weeks
  escalation      to cpo within 10 workdays
  record          every cycle
  effective       2026-02-01
  reviewed        2026-09-01
}
"#;

/// The path and the text of a file that no format may take for anything else.
pub(crate) const NAME: &str = "bücher/日本 語/🚀 a,b%25;c&'(d).charter";
const NAMED: &str = "\u{feff}artifact theme_memo \"Thème 🚀\" {\r\n\towner\tvp-product\r\n\trefreshed\tmonthly\r\n}\r\n\r\n\
    charter theme-forum \"Thème 語 🚀\" {\r\n\
    \tdecides\troadmap-sequencing of \"Zoë 🚀 語\"\r\n\
    \tincludes\t\"100 % of <it>, & more\"\r\n\
    \towner\tvp-product\r\n\
    \tcounterparties\tvp-engineering\r\n\
    \tcadence\tquarterly on the 2nd Tuesday at 14:00 for 90m\r\n\
    \ttrigger\tevidence when \"Zoë 🚀 語\" declared by nobody-here checked monthly\r\n\
    \tescalation\tto cpo within 10 workdays\r\n\
    \trecord\tevery cycle\r\n\
    \teffective\t2026-02-01\r\n\
    \treviewed\t2026-09-01\r\n}\r\n";

/// What the file of that name says.
pub(crate) fn named() -> String {
    NAMED.to_owned()
}

/// What is said, by hand: where, which rule, and how much it weighs.
pub(crate) type Expected = (&'static str, usize, &'static str, &'static str);

/// One row of the matrix.
pub(crate) struct Situation {
    /// Its name, and the folder of its golden reports.
    pub(crate) name: &'static str,
    /// The exit status.
    pub(crate) status: i32,
    /// What is said, in its order.
    pub(crate) said: &'static [Expected],
    /// How many findings an `allow` silences.
    pub(crate) silenced: usize,
    /// What cannot be read.
    pub(crate) unread: &'static [&'static str],
    /// The files that are looked at, in their order.
    pub(crate) files: &'static [&'static str],
    /// Flags beside the format.
    pub(crate) flags: &'static [&'static str],
    /// Whether its reports are held word by word.
    pub(crate) golden: bool,
    make: fn() -> Folder,
}

impl Situation {
    /// The folder, made.
    pub(crate) fn folder(&self) -> Folder {
        let folder = (self.make)();
        #[cfg(unix)]
        if !self.unread.is_empty() {
            use std::os::unix::fs::PermissionsExt;
            let allow = |path: &str, mode| {
                std::fs::set_permissions(folder.path(path), PermissionsExt::from_mode(mode))
                    .expect("a mode");
            };
            allow("", 0o755);
            self.unread.iter().for_each(|path| allow(path, 0o000));
        }
        folder
    }

    /// One run, with flags that say how to report.
    pub(crate) fn run(&self, folder: &Folder, flags: &[&str]) -> Run {
        let args = [&["check", "--as-of", TODAY], self.flags, flags].concat();
        let command = folder.command(&args);
        Run::of(if self.unread.is_empty() { command } else { unprivileged(command) })
    }
}

/// Runs as nobody: for an administrator no file is unreadable.
pub(crate) fn unprivileged(mut command: Command) -> Command {
    command.env(crate::run::ROLE, "nobody");
    command
}

/// The command, without the rights of an administrator.
#[cfg(unix)]
pub(crate) fn as_nobody() -> std::process::ExitCode {
    if nix::unistd::geteuid().is_root() {
        nix::unistd::setuid(nix::unistd::Uid::from_raw(65534)).expect("rights can be given up");
    }
    charter_cli::main()
}

fn office() -> Folder {
    Folder::new()
        .with("charter.toml", b"[lint]\noversized-forum = { level = \"info\", max = 8 }\n")
        .with("office.charter", OFFICE.as_bytes())
}

fn clean() -> Folder {
    office().with("forums/roadmap.charter", FORUM.as_bytes())
}

fn findings() -> Folder {
    let weekly = FORUM.replace("quarterly on the 2nd Tuesday", "weekly on Tuesday");
    let allowed = weekly.replace("roadmap-forum", "pilot-forum").replace("10:00", "14:00").replace(
        "  record ",
        "  allow           misfit-cadence until 2027-06-30 because \"A pilot, <100 %> & \\\"then\\\" no more\"\n  record ",
    );
    let broken = FORUM
        .replace("roadmap-forum", "theme-forum")
        .replace("10:00", "16:00")
        .replace("  owner           vp-product\n", "  owner           vp-prodct\n")
        .replace("record          every", "record          evry");
    office()
        .with("charter.toml", b"[lint]\noversized-forum = { level = \"info\", max = 1 }\n")
        .with("forums/pilot.charter", allowed.as_bytes())
        .with("forums/roadmap.charter", weekly.as_bytes())
        .with("forums/theme.charter", broken.as_bytes())
}

fn syntax() -> Folder {
    let broken =
        OFFICE.replace("calendar office \"Office\" {\n", "calendar office \"Office\"\n{\n");
    office()
        .with("office.charter", broken.as_bytes())
        .with("unclosed.charter", b"seat cfo \"CFO {\n  altitude executive\n}\n")
}

fn silenced() -> Folder {
    let excused = FORUM.replace("quarterly on the 2nd Tuesday", "weekly on Tuesday").replace(
        "  record ",
        "  allow           misfit-cadence because \"It is a pilot\"\n  record ",
    );
    office().with("forums/roadmap.charter", excused.as_bytes())
}

fn several() -> Folder {
    let weekly = FORUM.replace("quarterly on the 2nd Tuesday", "weekly on Tuesday");
    let mut folder = office();
    for (i, name) in ["b", "a/b", "a/c/d", "a-b", "Z"].into_iter().enumerate() {
        let text = weekly.replace("roadmap-forum", &format!("forum-{i}"));
        let text = text.replace("10:00", &format!("{}:00", 10 + 2 * i));
        folder = folder.with(&format!("{name}.charter"), text.as_bytes());
    }
    folder
}

/// One finding that was there before, one that was not, and one that is there no more.
fn baselined() -> Folder {
    let weekly = FORUM.replace("quarterly on the 2nd Tuesday", "weekly on Tuesday");
    let other = weekly.replace("roadmap-forum", "theme-forum").replace("10:00", "14:00");
    office()
        .with("charter.toml", b"[baseline]\nfile = \"known/baseline.json\"\n")
        .with("forums/roadmap.charter", weekly.as_bytes())
        .with("forums/theme.charter", other.as_bytes())
        .with("known/baseline.json", BASELINE.as_bytes())
}

/// The charter has moved to another file since, and its item is known by its name.
const BASELINE: &str = r#"{
  "format": "charter-baseline/1",
  "findings": [
    {
      "path": "roadmap.charter",
      "item": "charter roadmap-forum",
      "rule": "misfit-cadence",
      "about": "weekly",
      "count": 1
    },
    {
      "path": "roadmap.charter",
      "item": "charter roadmap-forum",
      "rule": "oversized-forum",
      "about": "vp-engineering",
      "count": 2
    }
  ]
}
"#;

/// Every row.
pub(crate) const SITUATIONS: &[Situation] = &[
    Situation {
        name: "clean",
        status: 0,
        said: &[],
        silenced: 0,
        unread: &[],
        files: &["forums/roadmap.charter", "office.charter"],
        flags: &[],
        golden: true,
        make: clean,
    },
    Situation {
        name: "findings",
        status: 1,
        said: &[
            ("forums/pilot.charter", 5, "oversized-forum", "info"),
            ("forums/roadmap.charter", 5, "oversized-forum", "info"),
            ("forums/roadmap.charter", 6, "misfit-cadence", "warning"),
            ("forums/theme.charter", 4, "unresolved-name", "error"),
            ("forums/theme.charter", 9, "syntax", "error"),
        ],
        silenced: 1,
        unread: &[],
        files: &[
            "forums/pilot.charter",
            "forums/roadmap.charter",
            "forums/theme.charter",
            "office.charter",
        ],
        flags: &[],
        golden: true,
        make: findings,
    },
    Situation {
        name: "syntax",
        status: 1,
        said: &[
            ("office.charter", 1, "syntax", "error"),
            ("unclosed.charter", 1, "syntax", "error"),
        ],
        silenced: 0,
        unread: &[],
        files: &["office.charter", "unclosed.charter"],
        flags: &[],
        golden: false,
        make: syntax,
    },
    Situation {
        name: "silenced",
        status: 0,
        said: &[],
        silenced: 1,
        unread: &[],
        files: &["forums/roadmap.charter", "office.charter"],
        flags: &["--fail-on", "info"],
        golden: false,
        make: silenced,
    },
    Situation {
        name: "baselined",
        status: 1,
        said: &[("forums/theme.charter", 6, "misfit-cadence", "warning")],
        silenced: 0,
        unread: &[],
        files: &["forums/roadmap.charter", "forums/theme.charter", "office.charter"],
        flags: &["--fail-on", "warn"],
        golden: true,
        make: baselined,
    },
    #[cfg(unix)]
    Situation {
        name: "unreadable",
        status: 4,
        said: &[],
        silenced: 0,
        unread: &["locked.charter"],
        files: &["forums/roadmap.charter", "office.charter"],
        flags: &[],
        golden: true,
        make: || clean().with("locked.charter", b"seat cfo \"CFO\" {\n}\n"),
    },
    Situation {
        name: "no-input",
        status: 3,
        said: &[],
        silenced: 0,
        unread: &[],
        files: &[],
        flags: &[],
        golden: false,
        make: || Folder::new().with("README.md", b"# Nothing\n"),
    },
    Situation {
        name: "empty",
        status: 0,
        said: &[],
        silenced: 0,
        unread: &[],
        files: &[],
        flags: &["--allow-empty"],
        golden: true,
        make: || Folder::new().with("README.md", b"# Nothing\n"),
    },
    Situation {
        name: "several",
        status: 1,
        said: &[
            ("Z.charter", 6, "misfit-cadence", "warning"),
            ("a-b.charter", 6, "misfit-cadence", "warning"),
            ("a/b.charter", 6, "misfit-cadence", "warning"),
            ("a/c/d.charter", 6, "misfit-cadence", "warning"),
            ("b.charter", 6, "misfit-cadence", "warning"),
        ],
        silenced: 0,
        unread: &[],
        files: &[
            "Z.charter",
            "a-b.charter",
            "a/b.charter",
            "a/c/d.charter",
            "b.charter",
            "office.charter",
        ],
        flags: &["--fail-on", "warn"],
        golden: false,
        make: several,
    },
    #[cfg(unix)]
    Situation {
        name: "names",
        status: 1,
        said: &[
            (NAME, 1, "malformed-name", "error"),
            (NAME, 7, "syntax", "error"),
            (NAME, 12, "vague-trigger", "info"),
            (NAME, 12, "unresolved-name", "error"),
        ],
        silenced: 0,
        unread: &[],
        files: &[NAME, "office.charter"],
        flags: &[],
        golden: true,
        make: || office().with(NAME, NAMED.as_bytes()),
    },
];

/// A row by its name.
pub(crate) fn situation(name: &str) -> &'static Situation {
    SITUATIONS.iter().find(|it| it.name == name).expect("a situation")
}
