"""What stands apart from its project in the text, captions of schedules and sidebars, is brought home or marked as uncertain."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from corpus.values import Action, Doubt, Project, Sidebar, Text
from ingest.blocks import Block
from ingest.home import break_line, likeness, owners, split_caption, unglue
from ingest.lines import Piece, groups, to_text
from ingest.profile import ProjectRules
from ingest.tables import is_value


@dataclass
class Draft:
    """A project while it is read: the value, and the lines behind it that are not its fields."""

    project: Project
    page: int
    schedule_pages: frozenset[int]  # where the arrows of its schedule are drawn
    detached: list[Piece] = field(default_factory=list)


def bring_captions_home(drafts: Sequence[Draft], rules: ProjectRules, document_id: str, torn_pages: Collection[int]) -> None:
    """Give each caption to the projects it may belong to. On a page with lines of other sheets none is certain."""
    paragraphs = _caption_paragraphs(drafts, rules)
    everywhere = [paragraph for each in paragraphs.values() for paragraph in each]
    for page in paragraphs:
        at_home = [[draft for draft in drafts if page in draft.schedule_pages], [draft for draft in drafts if page == draft.page], drafts]
        candidates = next(each for each in at_home if each)
        settled = candidates is at_home[0] and page not in torn_pages
        bare = [draft.project for draft in candidates]  # captions already brought home must not draw others after them
        captions = [caption for paragraph in paragraphs[page] for caption in _captions(paragraph, everywhere, bare, rules, document_id)]
        owned = [owners(caption, captions, bare) for caption in captions]
        for draft in candidates:
            own = (each[draft.project.id] for each in owned if draft.project.id in each)
            actions = [Action(caption.printed, caption.span, caption.certain and settled) for caption in own]
            draft.project = replace(draft.project, actions=(*draft.project.actions, *actions))


def _caption_paragraphs(drafts: Sequence[Draft], rules: ProjectRules) -> dict[int, list[list[Piece]]]:
    """The paragraphs of captions by page, a single stray character going on from the one before."""
    paragraphs: dict[int, list[list[Piece]]] = {}
    apart = (list(on_page) for draft in drafts for _, on_page in groupby(draft.detached, key=lambda piece: piece.page))
    for group in (group for pieces in apart for group in groups(pieces) if not is_value(group)):
        on_page = paragraphs.setdefault(group[0].page, [])
        if on_page and len(group) == 1 and len(group[0].text) == 1:
            on_page[-1] += group
        else:
            on_page += break_line(group, rules.caption_break)
    return paragraphs


def _captions(paragraph: list[Piece], everywhere: Sequence[list[Piece]], candidates: Sequence[Project], rules: ProjectRules, document_id: str) -> list[Text]:
    """The captions in a paragraph: what stands alone `everywhere` in the document is told apart from what it is glued to."""
    captions: list[Text] = []
    for whole in unglue(paragraph, everywhere, rules.caption_ends):
        parts, settled = split_caption(whole, candidates, rules.caption_ends)
        texts = (to_text(part, document_id, rules.caption_join, settled) for part in parts)
        captions += [text for text in texts if text]
    return captions


def bring_sidebars_home(drafts: Sequence[Draft], blocks: Sequence[Block], document_id: str) -> list[Doubt]:
    """Give each sidebar to the project that it speaks of; what is said of those that speak of none."""
    doubts: list[Doubt] = []
    for block in blocks:
        shown = [piece for piece in block.pieces[1:] if not piece.blank]
        title = to_text(shown[:1], document_id)
        if title is None:
            continue
        below = [piece for piece in block.pieces if piece.number > shown[0].number]
        paragraphs = tuple(text for group in groups(below) if (text := to_text(group, document_id)))
        whole = " ".join(each.printed for each in (title, *paragraphs))
        pages = ({shown[0].page}, {shown[0].page - 1, shown[0].page}, {each.page for each in drafts})
        nearby = ([draft for draft in drafts if draft.page in each] for each in pages)
        draft = next((found for candidates in nearby if (found := _spoken_of(whole, candidates))), None)
        if draft is None:
            doubts.append(Doubt(document_id, shown[0].number, f"{title.printed}: not clear whose sidebar this is; it is left out"))
            continue
        sidebar = Sidebar(replace(title, printed=title.printed.strip("「」")), paragraphs)
        draft.project = replace(draft.project, sidebars=(*draft.project.sidebars, sidebar))
    return doubts


def _spoken_of(text: str, candidates: Sequence[Draft]) -> Draft | None:
    """The one of the candidates that a sidebar speaks of; None when that is not clear."""
    if not candidates:
        return None
    found = likeness(text, [draft.project for draft in candidates])
    settled = found.share > found.runner_up and (found.named or found.certain)
    return candidates[found.best] if settled else None
