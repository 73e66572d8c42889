"""A set of texts in little memory behaves as a set."""

from hypothesis import given
from hypothesis import strategies as st

from xl_grc.inputs.seen import Seen


@given(st.lists(st.text(max_size=3)))
def test_the_same_as_a_set(texts):
    seen, known = Seen(), set()
    for text in texts:
        assert seen.add(text) == (text not in known)
        known.add(text)
    assert len(seen) == len(known)


def test_it_grows():
    seen = Seen()
    names = [f"Entreprise {number}" for number in range(5_000)]
    assert all(map(seen.add, names))
    assert all(name in seen for name in names)
    assert not any(map(seen.add, names))
    assert "Entreprise" not in seen
    assert len(seen) == len(names)
