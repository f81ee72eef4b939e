//! What is said of documents: pushed to clients that do not ask, given to those that do.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};

use charter::{Diagnostic as Finding, Label, Severity, SourceId, Sources, report};
use rustc_hash::{FxHashMap, FxHasher};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult,
    FullDocumentDiagnosticReport, Location, NumberOrString, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Uri,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use crate::position::Lines;
use crate::state::State;
use crate::told::Told;
use crate::workspace::Workspace;

/// Who says it.
const SOURCE: &str = "charter";

impl State {
    /// Tells what is said of the open documents of a workspace, where it is new.
    pub(crate) fn tell(&mut self, nth: usize) {
        let open = self.documents.values().filter(|it| it.workspace == nth);
        let open: Vec<SourceId> = open.map(|it| it.source).collect();
        self.publish(nth, &open);
    }

    /// Tells what is said of some sources since all rules were asked.
    pub(crate) fn tell_again(&mut self, nth: usize, changed: &[SourceId]) {
        // A name that came or went is another colour elsewhere.
        if !changed.is_empty() && self.can.refreshes_tokens() {
            self.teller.tell(Told::RefreshTokens);
        }
        if !self.can.pulls() {
            self.publish(nth, changed);
        } else if !changed.is_empty() && self.can.refreshes_diagnostics() {
            self.teller.tell(Told::RefreshDiagnostics);
        }
    }

    /// Tells what is said of a workspace that was read anew; and that nothing is said any more
    /// of what is gone from it.
    pub(crate) fn tell_all(&mut self, nth: usize) {
        let workspace = &self.workspaces[nth];
        let all: Vec<SourceId> = workspace.session.sources().ids().collect();
        let root = workspace.root.clone();
        self.tell_again(nth, &all);
        let told: Vec<String> = self.published.keys().cloned().collect();
        for address in told {
            let Ok(uri) = address.parse::<Uri>() else { continue };
            let Some(file) = self.file(&uri).filter(|it| it.starts_with(&root)) else { continue };
            if !self.knows(&file) && !self.documents.contains_key(&address) {
                self.published.remove(&address);
                self.teller.tell(Told::Diagnostics(uri, Vec::new(), None));
            }
        }
    }

    fn publish(&mut self, nth: usize, sources: &[SourceId]) {
        if self.can.pulls() {
            return;
        }
        for source in sources.iter().filter(|it| **it != Sources::STANDARD) {
            let workspace = &self.workspaces[nth];
            let Some(uri) = self.uri_of(workspace, *source) else { continue };
            let found = self.said_of(workspace, *source);
            let print = print(&found);
            let old = self.published.insert(uri.as_str().to_owned(), print);
            // Of most files nothing is said, and nobody has to hear that.
            if old != Some(print) && !(old.is_none() && found.is_empty()) {
                let version = self.document_of(workspace, *source).map(|it| it.version);
                self.teller.tell(Told::Diagnostics(uri, found, version));
            }
        }
    }

    /// What is said of a source, as the protocol has it.
    pub(crate) fn said_of(&self, workspace: &Workspace, source: SourceId) -> Vec<Diagnostic> {
        let lines = self.lines(workspace, source);
        let findings = workspace.session.findings(source).iter();
        findings.map(|finding| self.diagnostic(workspace, &lines, finding)).collect()
    }

    /// A finding, as the protocol has it.
    pub(crate) fn diagnostic(
        &self,
        workspace: &Workspace,
        lines: &Lines<'_>,
        finding: &Finding,
    ) -> Diagnostic {
        let others = || finding.labels.iter().skip(1);
        let related = || others().filter_map(|it| self.related(workspace, finding, lines, it));
        let tags = tags(finding).into_iter().filter(|tag| self.can.tags(tag));
        let tags: Vec<DiagnosticTag> = tags.collect();
        let href = self.can.links_codes().then(|| page(finding.code)).flatten();
        Diagnostic {
            range: lines.range(finding.span()),
            severity: Some(severity(finding.severity)),
            code: Some(NumberOrString::String(finding.code.into())),
            code_description: href.map(|href| CodeDescription { href }),
            source: Some(SOURCE.into()),
            message: message(finding),
            related_information: self.can.relates().then(|| related().collect()),
            tags: (!tags.is_empty()).then_some(tags),
            data: None,
        }
    }

    /// Most places that belong to a finding are in its own file, whose lines are known.
    fn related(
        &self,
        workspace: &Workspace,
        finding: &Finding,
        lines: &Lines<'_>,
        label: &Label,
    ) -> Option<DiagnosticRelatedInformation> {
        let location = match label.span.source == finding.span().source {
            true => {
                Location::new(self.uri_of(workspace, label.span.source)?, lines.range(label.span))
            }
            false => self.location(workspace, label.span)?,
        };
        let words = if label.message.is_empty() { "see here" } else { &label.message };
        Some(DiagnosticRelatedInformation { location, message: words.to_owned() })
    }

    /// What is said of one document.
    pub(crate) fn pull(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        let asked = self.asked(&params.text_document.uri)?;
        let found = self.said_of(asked.workspace, asked.source);
        let id = print(&found).to_string();
        let report = match params.previous_result_id {
            Some(previous) if previous == id => {
                DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
                    related_documents: None,
                    unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                        result_id: id,
                    },
                })
            }
            _ => DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
                related_documents: None,
                full_document_diagnostic_report: FullDocumentDiagnosticReport {
                    result_id: Some(id),
                    items: found,
                },
            }),
        };
        Ok(DocumentDiagnosticReportResult::Report(report))
    }

    /// What is said of every document, those included of which the client still believes
    /// something that is no longer so.
    pub(crate) fn pull_all(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        let believed = |uri: &Uri| {
            let same = params.previous_result_ids.iter().find(|it| it.uri == *uri);
            same.map(|it| it.value.as_str())
        };
        let mut items = Vec::new();
        for workspace in &self.workspaces {
            for source in workspace.session.sources().ids().skip(1) {
                let is_silent = workspace.session.findings(source).is_empty();
                if is_silent && params.previous_result_ids.is_empty() {
                    continue;
                }
                let Some(uri) = self.uri_of(workspace, source) else { continue };
                let previous = believed(&uri);
                if !is_silent || previous.is_some() {
                    items.push(self.report(workspace, source, uri, previous));
                }
            }
        }
        Ok(WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items }))
    }

    fn report(
        &self,
        workspace: &Workspace,
        source: SourceId,
        uri: Uri,
        previous: Option<&str>,
    ) -> WorkspaceDocumentDiagnosticReport {
        let found = self.said_of(workspace, source);
        let id = print(&found).to_string();
        let version = self.document_of(workspace, source).map(|it| i64::from(it.version));
        if previous == Some(&*id) {
            return WorkspaceDocumentDiagnosticReport::Unchanged(
                WorkspaceUnchangedDocumentDiagnosticReport {
                    uri,
                    version,
                    unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                        result_id: id,
                    },
                },
            );
        }
        WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
            uri,
            version,
            full_document_diagnostic_report: FullDocumentDiagnosticReport {
                result_id: Some(id),
                items: found,
            },
        })
    }
}

/// Where the page of a rule is read. There are few rules, and of each of them much is said.
fn page(code: &'static str) -> Option<Uri> {
    thread_local! {
        static KNOWN: RefCell<FxHashMap<&'static str, Option<Uri>>> = RefCell::default();
    }
    let known = |known: &RefCell<FxHashMap<_, Option<Uri>>>| {
        known.borrow_mut().entry(code).or_insert_with(|| report::url(code).parse().ok()).clone()
    };
    KNOWN.with(known)
}

/// A message stands alone: some clients show nothing but that.
fn message(finding: &Finding) -> String {
    let mut words = finding.message.clone();
    for note in &finding.notes {
        words.push('\n');
        words.push_str(note);
    }
    if let Some(help) = &finding.help {
        words.push_str("\nhelp: ");
        words.push_str(help);
    }
    words
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warn => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}

/// What can be left out is shown faded, what is out of date struck through.
fn tags(finding: &Finding) -> Option<DiagnosticTag> {
    match finding.code {
        "unused-allow" => Some(DiagnosticTag::UNNECESSARY),
        "deprecated-zone" | "expired" => Some(DiagnosticTag::DEPRECATED),
        _ => None,
    }
}

/// What some diagnostics are known by.
fn print(found: &[Diagnostic]) -> u64 {
    let mut hasher = FxHasher::default();
    for Diagnostic { range, severity, code, message, related_information, .. } in found {
        let weighs = |weight| *severity == Some(weight);
        let weight = (weighs(DiagnosticSeverity::ERROR), weighs(DiagnosticSeverity::WARNING));
        (range, weight, code, message).hash(&mut hasher);
        for related in related_information.iter().flatten() {
            (&related.location, &related.message).hash(&mut hasher);
        }
    }
    hasher.finish()
}
