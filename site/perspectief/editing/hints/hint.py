"""What a hint is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Hint:
    """Something an editor may want to look at. It never stops anybody. `places`: the words it is about."""

    text: str
    places: tuple[str, ...] = ()
