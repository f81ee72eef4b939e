//! Tells Zed how the language server of Charter is started.

use zed_extension_api::{self as zed, LanguageServerId, Result, Worktree, settings::LspSettings};

struct Charter;

impl zed::Extension for Charter {
    fn new() -> Self {
        Charter
    }

    fn language_server_command(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<zed::Command> {
        let settings = LspSettings::for_worktree(server.as_ref(), worktree)?;
        let chosen = settings.binary.and_then(|binary| binary.path);
        let command = chosen.or_else(|| worktree.which("charter")).ok_or(
            "`charter` is not on your path: install it, or name it in lsp.charter.binary.path",
        )?;
        Ok(zed::Command { command, args: vec!["lsp".into()], env: worktree.shell_env() })
    }
}

zed::register_extension!(Charter);
