//! The flags of `charter lsp`.

use clap::Args;
use jiff::civil::Date;

use super::date;

/// `charter lsp`
#[derive(Debug, Args)]
pub struct LspArgs {
    /// Speak over standard input and output, which is the only way there is
    #[arg(long)]
    pub stdio: bool,
    /// The day to take for today [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
}
