//! From the tables of `charter.toml` to a configuration.

use toml::de::DeTable;

use super::table::{self, Key, Value, entries, error, mistaken, unknown};
use super::{
    Allow, Config, Error, Globs, Known, KnownLint, Level, Lint, Rules, Setting, Workspace, Zone,
    signals,
};
use crate::nearest;

const SECTIONS: [&str; 5] = ["workspace", "lint", "allow", "baseline", "signals"];
const WORKSPACE: [&str; 6] = ["calendar", "authority", "published", "zone", "exclude", "requires"];

/// Reads the text of a `charter.toml`.
pub(super) fn config(text: &str, known: &Known) -> Result<Config, Error> {
    let mut config = Config::default();
    for (key, value) in entries(&table::root(text)?) {
        let name = key.get_ref().as_ref();
        match name {
            "workspace" => config.workspace = workspace(table::table(name, value)?)?,
            "lint" => config.lint = lint(table::table(name, value)?, known)?,
            "allow" => config.allow = allow(table::table(name, value)?, known)?,
            "baseline" => config.baseline = baseline(table::table(name, value)?)?,
            "signals" => config.signals = signals::signals(table::table(name, value)?)?,
            _ => return Err(unknown(key, "`charter.toml`", &SECTIONS)),
        }
    }
    Ok(config)
}

fn workspace(table: &DeTable<'_>) -> Result<Workspace, Error> {
    let mut workspace = Workspace::default();
    for (key, value) in entries(table) {
        let name = key.get_ref().as_ref();
        match name {
            "calendar" => workspace.calendar = Some(table::text(name, value)?.to_owned()),
            "authority" => workspace.authority = Some(authority(value)?),
            "published" => workspace.published = Some(published(value)?),
            "zone" => workspace.zone = zone(value)?,
            "exclude" => workspace.exclude = exclude(value)?,
            "requires" => workspace.requires = Some(requires(value)?),
            _ => return Err(unknown(key, "`[workspace]`", &WORKSPACE)),
        }
    }
    Ok(workspace)
}

/// It ends up in every UID, so it has the letters of a domain.
fn authority(value: &Value<'_>) -> Result<String, Error> {
    let text = table::text("authority", value)?;
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    let edge = |c: char| c == '.' || c == '-';
    if text.is_empty() || !text.chars().all(fits) || text.starts_with(edge) || text.ends_with(edge)
    {
        let wanted = "a domain, such as \"acme.example\"";
        return Err(error(format!("`authority` takes {wanted}"), value.span(), "not a domain"));
    }
    Ok(text.to_owned())
}

/// Paths are added to it, so it is of a folder; it ends up in every feed, so it has the
/// characters of an address.
fn published(value: &Value<'_>) -> Result<String, Error> {
    let text = table::text("published", value)?;
    let fits = |c: char| c.is_ascii_graphic() && !r#""<>\^`{|}?#"#.contains(c);
    let path = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    if !path.is_some_and(|path| path.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '['))
        || !text.chars().all(fits)
    {
        let wanted = "the address of a folder, such as \"https://calendars.acme.example/\"";
        return Err(error(format!("`published` takes {wanted}"), value.span(), "not an address"));
    }
    Ok(format!("{}/", text.trim_end_matches('/')))
}

fn zone(value: &Value<'_>) -> Result<Zone, Error> {
    match table::text("zone", value)? {
        "calendar" => Ok(Zone::Calendar),
        "owner" => Ok(Zone::Owner),
        other => Err(error("`zone` is `calendar` or `owner`", value.span(), "neither")
            .suggest(other, &["calendar", "owner"])),
    }
}

fn exclude(value: &Value<'_>) -> Result<Globs, Error> {
    let patterns = table::texts("exclude", value)?;
    Globs::new(patterns.iter().map(|(pattern, _)| *pattern))
        .map_err(|(index, why)| bad_pattern(why, patterns[index].1.clone()))
}

fn bad_pattern(why: String, span: std::ops::Range<usize>) -> Error {
    error(format!("this pattern cannot be read: {why}"), span, "not a pattern of paths")
}

fn requires(value: &Value<'_>) -> Result<semver::VersionReq, Error> {
    let wanted = "a version, such as \">=0.2\"";
    let text = table::text("requires", value)?;
    let asked: semver::VersionReq = text
        .parse()
        .map_err(|_| error(format!("`requires` takes {wanted}"), value.span(), "not a version"))?;
    let version = env!("CARGO_PKG_VERSION");
    if version.parse().is_ok_and(|version| asked.matches(&version)) {
        return Ok(asked);
    }
    let message = format!("this workspace requires charter {asked}, and this is {version}");
    Err(error(message, value.span(), "does not include this version"))
}

fn lint(table: &DeTable<'_>, known: &Known) -> Result<Lint, Error> {
    let mut lint = Lint::default();
    for (key, value) in entries(table) {
        match key.get_ref().as_ref() {
            "paths" => lint.paths = paths(table::table("paths", value)?, known)?,
            name => {
                lint.rules.insert(name.to_owned(), rule(key, value, known)?);
            }
        }
    }
    Ok(lint)
}

fn paths(table: &DeTable<'_>, known: &Known) -> Result<Vec<(Globs, Rules)>, Error> {
    let mut paths = Vec::new();
    for (key, value) in entries(table) {
        let pattern = key.get_ref().as_ref();
        let globs = Globs::new([pattern]).map_err(|(_, why)| bad_pattern(why, key.span()))?;
        let mut rules = Rules::new();
        for (key, value) in entries(table::table(pattern, value)?) {
            rules.insert(key.get_ref().to_string(), rule(key, value, known)?);
        }
        paths.push((globs, rules));
    }
    Ok(paths)
}

fn rule(key: &Key<'_>, value: &Value<'_>, known: &Known) -> Result<Setting, Error> {
    let name = key.get_ref().as_ref();
    let of_a_check = "a check has no level: it says that a text is not a charter";
    let lint = known_lint(name, key.span(), of_a_check, known)?;
    if value.get_ref().is_str() {
        let level = Some(level(name, value)?);
        return Ok(Setting { level, ..Setting::default() });
    }
    let wanted = "a level, or a table such as { level = \"warn\" }";
    let table = value.get_ref().as_table().ok_or_else(|| mistaken(name, wanted, value))?;
    let mut setting = Setting::default();
    for (key, value) in entries(table) {
        match key.get_ref().as_ref() {
            "level" => setting.level = Some(level("level", value)?),
            option if lint.options.iter().any(|it| it.name == option) => {
                setting.options.insert(option.to_owned(), table::number(option, value)?);
            }
            _ => return Err(no_option(key, lint)),
        }
    }
    Ok(setting)
}

/// A key that a rule does not have: says what it takes.
fn no_option(key: &Key<'_>, lint: &KnownLint) -> Error {
    let (id, word) = (lint.id, key.get_ref().as_ref());
    let takes: Vec<&str> =
        ["level"].into_iter().chain(lint.options.iter().map(|it| it.name)).collect();
    let label = match lint.options {
        [] => "this rule has no options, only `level`".to_owned(),
        _ => format!("this rule takes {}", table::list(&takes)),
    };
    let error = error(format!("`{id}` has no `{word}`"), key.span(), &label);
    match nearest(word, takes) {
        Some(meant) => error.help(format!("did you mean `{meant}`?")),
        None if lint.options.is_empty() => {
            error.help(format!("give it a level and nothing else, as in {id} = \"warn\""))
        }
        None => error.help(format!("`charter explain {id}` says what can be set")),
    }
}

fn level(key: &str, value: &Value<'_>) -> Result<Level, Error> {
    let text = table::text(key, value)?;
    let words = Level::ALL.map(Level::as_str);
    Level::ALL.into_iter().find(|level| level.as_str() == text).ok_or_else(|| {
        let message = format!("`{text}` is not a level");
        error(message, value.span(), "not a level").suggest(text, &words)
    })
}

fn allow(table: &DeTable<'_>, known: &Known) -> Result<Allow, Error> {
    let mut allow = Allow::default();
    for (key, value) in entries(table) {
        if key.get_ref() != "forbid" {
            return Err(unknown(key, "`[allow]`", &["forbid"]));
        }
        for (name, span) in table::texts("forbid", value)? {
            known_lint(name, span, "a check can never be allowed", known)?;
            allow.forbid.push(name.to_owned());
        }
    }
    Ok(allow)
}

fn baseline(table: &DeTable<'_>) -> Result<Option<String>, Error> {
    let mut file = None;
    for (key, value) in entries(table) {
        match key.get_ref().as_ref() {
            "file" => file = Some(table::text("file", value)?.to_owned()),
            _ => return Err(unknown(key, "`[baseline]`", &["file"])),
        }
    }
    Ok(file)
}

fn known_lint<'a>(
    name: &str,
    span: std::ops::Range<usize>,
    of_a_check: &str,
    known: &'a Known,
) -> Result<&'a KnownLint, Error> {
    if let Some(lint) = known.lints.iter().find(|lint| lint.id == name) {
        return Ok(lint);
    }
    if known.checks.contains(&name) {
        return Err(error(format!("`{name}` is a check"), span, of_a_check));
    }
    let ids: Vec<&str> = known.lints.iter().map(|lint| lint.id).collect();
    let unknown = error(format!("there is no rule `{name}`"), span, "not a rule");
    let mut unknown = unknown.suggest(name, &ids);
    unknown.help.get_or_insert_with(|| "`charter rules` lists them".into());
    Err(unknown)
}
