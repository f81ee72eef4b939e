" ALE asks the language server of Charter.
call ale#Set('charter_executable', 'charter')

function! ale_linters#charter#charter#Root(buffer) abort
  let file = ale#path#FindNearestFile(a:buffer, 'charter.toml')
  return empty(file) ? expand('#' . a:buffer . ':p:h') : fnamemodify(file, ':h')
endfunction

call ale#linter#Define('charter', {
\   'name': 'charter',
\   'lsp': 'stdio',
\   'executable': {buffer -> ale#Var(buffer, 'charter_executable')},
\   'command': '%e lsp',
\   'project_root': function('ale_linters#charter#charter#Root'),
\})
