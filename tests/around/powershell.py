"""Parses a script of PowerShell.

    powershell.py SCRIPT
"""

import sys

import tree_sitter
import tree_sitter_powershell

# The one thing in a script of clap's that this grammar lacks: a block as the only argument of
# a method may stand without parentheses.
LACKING = (b"$completions.Where{ $_.CompletionText -like \"$wordToComplete*\" }", b"$completions.Where({ $_.CompletionText -like \"$wordToComplete*\" })")


def faults(node):
    if node.is_error or node.is_missing:
        yield node
    elif node.has_error:
        for child in node.children:
            yield from faults(child)


with open(sys.argv[1], "rb") as file:
    script = file.read().replace(*LACKING)
parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_powershell.language()))
found = list(faults(parser.parse(script).root_node))
for node in found:
    print(f"{sys.argv[1]}:{node.start_point.row + 1}: not PowerShell")
sys.exit(1 if found else 0)
