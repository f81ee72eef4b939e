-- How a charter is edited.
vim.bo.comments = ':#'
vim.bo.commentstring = '# %s'
vim.bo.expandtab = true
vim.bo.shiftwidth = 2
vim.bo.softtabstop = 2
vim.bo.tabstop = 2
vim.opt_local.iskeyword:append('-')
vim.bo.makeprg = 'charter check --format short'
vim.bo.errorformat = '%f:%l:%c: %t%*[a-z][%*[a-z-]]: %m'

-- Colours by the grammar where its parser is there, by `syntax/charter.vim` where it is not.
pcall(vim.treesitter.start)

vim.b.undo_ftplugin = 'setlocal comments< commentstring< expandtab< shiftwidth< softtabstop< '
  .. 'tabstop< iskeyword< makeprg< errorformat<'
