; An item and a block of a clause fold at their braces, a long text at its quotes.

[(block) (text)] @fold
