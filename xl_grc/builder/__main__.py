"""`python -m xl_grc.builder` writes the generated workbooks: the templates, the input model and an example."""

from pathlib import Path

from xl_grc.builder.build import places_module, write_templates
from xl_grc.builder.plan.examples import build_example
from xl_grc.builder.plan.input_model import build_input_model
from xl_grc.builder.plan.template import PLAN_TEMPLATE
from xl_grc.builder.relations.template import RELATIONS_TEMPLATE
from xl_grc.files.writing import write_atomically

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "xl_grc" / "examples"

write_templates(PLAN_TEMPLATE, ROOT / "templates")
write_templates(RELATIONS_TEMPLATE, ROOT / "templates")
for template in (PLAN_TEMPLATE, RELATIONS_TEMPLATE):
    name, source = places_module(template.kind)
    write_atomically(ROOT / "xl_grc" / "tables" / "generated" / name, source.encode())
write_atomically(ROOT / "templates" / "modele_saisie.xlsx", build_input_model())
write_atomically(EXAMPLES / "rentabilite.xlsx", build_example(EXAMPLES))
