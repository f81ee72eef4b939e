(block "{" @open "}" @close)
