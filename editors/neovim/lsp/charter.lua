-- The language server of Charter: `vim.lsp.enable('charter')`, which `plugin/charter.lua` says.
return {
  cmd = { 'charter', 'lsp' },
  filetypes = { 'charter' },
  root_markers = { 'charter.toml', '.git' },
}
