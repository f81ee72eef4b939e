-- Starts the language server for charters, unless `vim.g.charter_lsp` is false.
if vim.g.loaded_charter then
  return
end
vim.g.loaded_charter = true

if vim.lsp.enable and vim.g.charter_lsp ~= false then
  vim.lsp.enable('charter')
end

vim.api.nvim_create_user_command('CharterPreview', function()
  require('charter').preview()
end, { desc = 'Show the calendar of the charter at the cursor' })

vim.api.nvim_create_autocmd('BufReadCmd', {
  pattern = 'charter://*',
  desc = 'Read a document that only the language server has',
  callback = function(event)
    require('charter').read(event.buf, event.match)
  end,
})
