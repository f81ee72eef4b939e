--- Documents that only the language server has: the standard, and previews of calendars.
local M = {}

--- The server that answers: the one of this buffer, or any.
local function client(buffer)
  local all = vim.lsp.get_clients({ name = 'charter', bufnr = buffer })
  return all[1] or vim.lsp.get_clients({ name = 'charter' })[1]
end

local function fill(buffer, text)
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(text, '\n'))
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].modified = false
end

--- Shows a text in a buffer of that URI, beside the window in use.
local function show(uri, text)
  local buffer = vim.fn.bufadd(uri)
  vim.bo[buffer].buftype = 'nofile'
  vim.bo[buffer].swapfile = false
  fill(buffer, text)
  if vim.fn.bufwinid(buffer) == -1 then
    local window = vim.api.nvim_get_current_win()
    vim.cmd.vsplit()
    vim.api.nvim_win_set_buf(0, buffer)
    vim.api.nvim_set_current_win(window)
  end
end

--- Fills a buffer with a document of the server.
function M.read(buffer, uri)
  local server = client()
  if not server then
    return vim.notify('charter: open a charter first, so that its language server runs')
  end
  vim.bo[buffer].buftype = 'nofile'
  if vim.endswith(uri, '.charter') then
    vim.bo[buffer].filetype = 'charter'
  end
  local answer = server:request_sync('charter/virtualDocument', { uri = uri }, 2000, buffer)
  if answer and answer.result then
    fill(buffer, answer.result.text)
  end
end

--- Shows the calendar of what stands at the cursor; it follows every change.
function M.preview()
  local server = client(0)
  if not server then
    return vim.notify('charter: the language server does not run here')
  end
  local params = vim.lsp.util.make_position_params(0, server.offset_encoding)
  server:request('charter/preview', params, function(err, result)
    if err or not result then
      return vim.notify(err and err.message or 'charter: nothing here has a calendar')
    end
    show(result.uri, result.text)
  end)
end

-- A preview that is open is read again when it changes.
vim.lsp.handlers['charter/previewChanged'] = function(_, params)
  local buffer = vim.fn.bufnr(params.uri)
  if buffer ~= -1 then
    M.read(buffer, params.uri)
  end
end

return M
