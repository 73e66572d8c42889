"""The add-in xl_grc.xlam, built from text against the xlwings that is installed, without Excel."""
