"""Everything that is kept: settings of a workspace, bundles and their delivery, hand-ins, and the gradebook."""
