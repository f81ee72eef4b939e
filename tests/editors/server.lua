-- Drives the language server from Neovim, as a person would: FOLDER-OF-THE-PLUGIN FILE
local folder, file = arg[1], arg[2]

vim.opt.runtimepath:prepend(folder)
vim.cmd('filetype plugin indent on | syntax on')
vim.cmd.source(folder .. '/ftdetect/charter.lua')
vim.cmd.source(folder .. '/plugin/charter.lua')
vim.o.hidden = true
-- Of several changes a person takes the first.
vim.ui.select = function(items, _, choose)
  choose(items[1], 1)
end

local function hold(yes, words)
  if not yes then
    print(words)
    os.exit(1)
  end
end
local function wait(words, fits)
  hold(vim.wait(20000, fits, 20), words)
end

-- Neovim says what it is told with a number for each message, and a line ends in one place alone.
local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
end
local function found(code)
  return vim.iter(vim.diagnostic.get(0)):find(function(it)
    return it.code == code
  end)
end
local function ask(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 20000) or {}) do
    hold(not answer.err, method .. ': ' .. vim.inspect(answer.err))
    return answer.result
  end
end
local function go(pattern)
  vim.fn.cursor(1, 1)
  hold(vim.fn.search(pattern) > 0, pattern .. ' is not there')
end

vim.cmd.edit(file)
wait('the server is not attached', function()
  return #vim.lsp.get_clients({ bufnr = 0, name = 'charter' }) > 0
end)
local client = vim.lsp.get_clients({ bufnr = 0 })[1]
local function here()
  return vim.lsp.util.make_position_params(0, client.offset_encoding)
end
local original = text()

-- A mistake is seen, and mended.
vim.cmd([[%s/quarterly on the 2nd Tuesday/weekly on Tuesday/]])
wait('the mistake is not seen', function()
  return found('misfit-cadence')
end)
go('weekly on')
vim.lsp.buf.code_action({
  apply = true,
  filter = function(action)
    return action.kind == 'quickfix' and not action.title:find('^allow')
  end,
})
wait('the mistake is not mended:\n' .. text(), function()
  return not text():find('weekly on') and not found('misfit-cadence')
end)
vim.cmd.undo()
vim.cmd.undo()
wait('the text is not what it was:\n' .. text(), function()
  return text() == original
end)

-- What stands under the cursor, and what is known beside it.
go('vp-product')
local hover = ask('textDocument/hover', here())
hold(vim.inspect(hover):find('Maya Lindqvist'), 'hover says ' .. vim.inspect(hover))
vim.lsp.inlay_hint.enable(true)
wait('no hint is shown', function()
  return #vim.lsp.inlay_hint.get({ bufnr = 0 }) > 0
end)
local offered = ask('textDocument/completion', here())
hold(#(offered.items or offered) > 0, 'nothing is offered')

-- There and back again.
vim.lsp.buf.definition()
wait('nothing is jumped to', function()
  return vim.api.nvim_buf_get_name(0):find('vice%-presidents')
end)
hold(vim.fn.getline('.'):find('^seat vp%-product'), 'jumped to ' .. vim.fn.getline('.'))
vim.cmd.buffer(vim.fn.fnamemodify(file, ':t'))

-- What took place: a question is raised in a file of its own, and its answer begun.
vim.cmd.edit(vim.fs.dirname(vim.fs.dirname(file)) .. '/history/asked.charter')
vim.api.nvim_buf_set_lines(0, 0, -1, false, {
  'raise capacity-asked on 2026-11-18 {',
  '  trigger   roadmap-forum.capacity-evidence',
  '  by        vp-engineering',
  '  evidence  "Committed work is at 108%"',
  '}',
})
vim.cmd.write()
wait('the server is not attached to what is new', function()
  return #vim.lsp.get_clients({ bufnr = 0, name = 'charter' }) > 0
end)
go('capacity-asked')
local asked = vim.inspect(ask('textDocument/hover', here()))
hold(asked:find('not yet'), 'hover says ' .. asked)
vim.lsp.buf.code_action({
  apply = true,
  filter = function(action)
    return action.title:find('^record the answer')
  end,
})
wait('no answer is begun:\n' .. text(), function()
  return text():find('record roadmap%-forum%-') and text():find('answers +capacity%-asked')
end)
vim.cmd('silent write')
vim.cmd.buffer(vim.fn.fnamemodify(file, ':t'))

-- Out of order, and in order.
vim.cmd([[%s/^  owner  */  owner /]])
vim.lsp.buf.format({ timeout_ms = 20000 })
hold(text() == original, 'formatted:\n' .. text())

-- Another name, in every file.
go('vp-product')
vim.lsp.buf.rename('head-of-product')
wait('not renamed:\n' .. text(), function()
  return text():find('owner +head%-of%-product')
end)
vim.cmd('silent wall')
client:stop()
wait('the server does not stop', function()
  return client:is_stopped()
end)
print('as it must be')
os.exit(0)
