"""A second node, held beside the selected one."""
