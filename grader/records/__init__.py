"""What is kept: settings of a workspace, bundles and their delivery, what was handed in, and the gradebook."""
