-- Tries the plugin in a folder, with the grammar or without it: FOLDER with|without FILE
local folder, how, file = arg[1], arg[2], arg[3]

vim.opt.runtimepath:prepend(folder)
vim.cmd('filetype plugin indent on | syntax on')
vim.cmd.source(folder .. '/ftdetect/charter.lua')
vim.cmd.source(folder .. '/plugin/charter.lua')

local function hold(yes, words)
  if not yes then
    io.stderr:write(words .. '\n')
    os.exit(1)
  end
end

-- A server within the editor, which knows documents and says what it was asked.
local asked = {}
local calendar = 'Tuesday'
local answers = {
  initialize = function()
    return { capabilities = {} }
  end,
  shutdown = function() end,
  ['charter/preview'] = function(params)
    asked.preview = params
    return { uri = 'charter:///preview/orion', title = 'Orion', text = calendar }
  end,
  ['charter/virtualDocument'] = function(params)
    local text = vim.endswith(params.uri, 'standard.charter') and 'class a {\n}' or calendar
    return { text = text }
  end,
}
local tell
local function server(dispatchers)
  tell = dispatchers.notification
  local closing = false
  return {
    request = function(method, params, answer)
      hold(answers[method], 'nobody knows ' .. method)
      vim.schedule(function()
        answer(nil, answers[method](params))
      end)
      return true, 1
    end,
    notify = function() end,
    is_closing = function()
      return closing
    end,
    terminate = function()
      closing = true
    end,
  }
end

local config = vim.lsp.config.charter
hold(vim.deep_equal(config.cmd, { 'charter', 'lsp' }), 'another server is started')
hold(vim.lsp.is_enabled('charter'), 'no server is started')
vim.lsp.config('charter', { cmd = server })

vim.cmd.edit(file)
hold(vim.bo.filetype == 'charter', 'the file is of type ' .. vim.bo.filetype)
hold(vim.bo.commentstring == '# %s' and vim.bo.shiftwidth == 2, 'not edited as a charter')
local attached = vim.wait(3000, function()
  return #vim.lsp.get_clients({ bufnr = 0, name = 'charter' }) > 0
end)
hold(attached, 'the server is not attached')
local root = vim.lsp.get_clients({ bufnr = 0 })[1].root_dir
hold(vim.uv.fs_stat(root .. '/charter.toml'), 'the root is ' .. root)

-- Colours and folds.
local first = vim.fn.search('^launch')
if how == 'with' then
  hold(vim.treesitter.highlighter.active[vim.api.nvim_get_current_buf()], 'no colours by the grammar')
  for _, name in ipairs({ 'highlights', 'folds', 'indents', 'injections', 'locals', 'textobjects' }) do
    hold(vim.treesitter.query.get('charter', name), 'no query for ' .. name)
  end
  vim.treesitter.get_parser(0, 'charter'):parse()
  local captures = vim.treesitter.get_captures_at_pos(0, first - 1, 0)
  hold(captures[1] and captures[1].capture == 'keyword', vim.inspect(captures))
  vim.wo.foldmethod, vim.wo.foldexpr = 'expr', 'v:lua.vim.treesitter.foldexpr()'
  vim.cmd('normal! zM')
  hold(vim.fn.foldclosed(first + 1) == first, 'an item does not fold')
else
  local group = vim.fn.synIDattr(vim.fn.synID(first, 1, true), 'name')
  hold(group == 'charterKind', 'without the grammar the first word is ' .. group)
end

-- A preview follows what changes, and the standard is a document of the server.
vim.cmd.CharterPreview()
local preview = function()
  local buffer = vim.fn.bufnr('charter:///preview/orion')
  return buffer ~= -1 and vim.api.nvim_buf_get_lines(buffer, 0, -1, false)[1]
end
vim.wait(2000, preview)
hold(preview() == 'Tuesday', 'the preview says ' .. tostring(preview()))
hold(asked.preview.position.line == first - 1, vim.inspect(asked.preview))
calendar = 'Wednesday'
tell('charter/previewChanged', { uri = 'charter:///preview/orion' })
vim.wait(2000, function()
  return preview() == 'Wednesday'
end)
hold(preview() == 'Wednesday', 'the preview still says ' .. tostring(preview()))
vim.cmd.edit('charter:///standard.charter')
hold(vim.fn.getline(1) == 'class a {' and not vim.bo.modifiable, 'the standard: ' .. vim.fn.getline(1))
hold(vim.bo.filetype == 'charter', 'the standard is of type ' .. vim.bo.filetype)
os.exit(0)
