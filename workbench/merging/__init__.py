"""What comes back is merged: sheets of departments, copies of a workspace, three ways and losing nothing."""
