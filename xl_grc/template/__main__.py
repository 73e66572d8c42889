"""`python -m xl_grc.template` writes the generated workbooks: the templates, the input model and an example."""

from pathlib import Path

from xl_grc.template.build import write_templates
from xl_grc.template.examples import build_example
from xl_grc.template.input_model import build_input_model
from xl_grc.workbook.files.package import write_atomically

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "xl_grc" / "examples"

write_templates(ROOT / "templates")
write_atomically(ROOT / "templates" / "modele_saisie.xlsx", build_input_model())
write_atomically(EXAMPLES / "rentabilite.xlsx", build_example(EXAMPLES))
