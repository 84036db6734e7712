"""Whether a question is about another city than those whose plans are held (隣の市の受診率は, 三ツ瀬市では).

A city that is only named beside what is done with it (隣の市との連携, 瀬名川市と共同で) is not asked about. Names of large cities: data/places.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_ASKED = r"(?:で(?:は|も|す)|は|の(?!ほか|よう)|って|だと|なら|に(?:は|も))"  # behind what is asked about
_NEIGHBOUR = re.compile(
    rf"(?:お?隣|となり|隣接する)(?:の|り?の)?(?:[一-龯々ァ-ヶ]{{1,6}}?)?[市町村](?![一-龯]){_ASKED}"
    r"|(?<!with )(?<!with the )(?<!and )\b(?:the (?:neighbou?ring|next)|(?:a|another) (?:neighbou?ring|nearby)|another) (?:city|town|village)\b",
    re.ASCII,
)
_CITY = re.compile(rf"(?<![一-龯々ァ-ヶ])(?P<name>[一-龯々ァ-ヶ]{{2,6}}市){_ASKED}")
_NO_NAME = re.compile(r"^(?:当|本|同|全|各|他|我が?|政令(?:指定)?(?:都)?|中核|指定都|近隣|周辺|県内)|(?:都|朝|夜|見本|骨董|の|青空)市$")  # 都市, 政令市, 朝市


def asks_of_another_city(text: str, known: Callable[[str], bool]) -> bool:
    """Whether normalised `text` asks about a neighbouring city, or about one by its name; `known`: whether a name is one's own or stands in the documents."""
    if _NEIGHBOUR.search(text):
        return True
    names = (match["name"] for match in _CITY.finditer(text))
    return any(not (_NO_NAME.search(name) or known(name) or known(name[:-1])) for name in names)  # 実証実験 市はいつから
