"""The examples of the course: the tables that `xl-grc demo` makes into workbooks."""
