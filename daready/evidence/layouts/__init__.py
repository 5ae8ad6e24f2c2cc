"""A force's own audit form, in any of six layouts, made one plain table of cases."""
