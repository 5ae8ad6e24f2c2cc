"""What people read: one view of an assessment, drawn by several writers."""
