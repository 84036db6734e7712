"""The networks: what a question asks for, and which line answers it; on matters of no plan."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.cues import load_cues
from assistant.intent import intent_of
from assistant.networks import WEIGHTS, Network, normalised, softmax
from assistant.plans import TOLD_OF_PLANS
from assistant.selection import log_odds
from corpus.errors import ModelError
from corpus.text import normalise

TITLE = "移動図書館車の更新"
LINES = [
    "令和４年度に車両を電気自動車へ更新し、騒音を減らした。",
    "・市内18か所の停車場を月に２回巡回する",
    "運転は市内の運送会社に委託し、司書２人が同乗する。",
    "・令和５年度の貸出しは延べ12,400冊であった",
]


class TestIntent:
    """What a question asks for."""

    @pytest.mark.parametrize(
        ("question", "asked"),
        [
            ("移動図書館車の更新って、どこの部署が面倒を見ているんですか", "owner"),
            ("移動図書館車の更新、うまくいったかどうかは何の数で見るの？", "indicator"),
            ("移動図書館車の更新には税金をいくら使うんですか", "budget"),
            ("Who is in charge of the mobile library project?", "owner"),
            ("How much does the mobile library project cost?", "budget"),
        ],
    )
    def test_an_everyday_wording_is_told(self, question: str, asked: str) -> None:
        """None of these is learnt from as it stands."""
        intent = intent_of(question, load_cues().named(normalise(question)))
        assert intent.name == asked
        assert 0.5 < intent.chance <= 1

    @pytest.mark.parametrize(
        ("question", "asked"), [("計画は何年度まで続くの？", "period"), ("Into what kinds does the strategy divide its projects?", "categories")]
    )
    def test_a_question_about_a_plan_is_told(self, question: str, asked: str) -> None:
        """Of all that is asked of plans, that is the likeliest, and together they are likely."""
        intent = intent_of(question, load_cues().named(normalise(question)))
        assert intent.best_of(TOLD_OF_PLANS) == asked
        assert 0.7 < intent.of(TOLD_OF_PLANS) <= 1.001

    def test_a_question_of_detail_is_no_field(self) -> None:
        """What a line tells."""
        assert intent_of("移動図書館車には司書さんが何人乗っているのでしょうか", frozenset({"count"})).name == "detail"


class TestSelection:
    """Which line answers."""

    @pytest.mark.parametrize(
        ("question", "place"),
        [
            ("車はいつ新しくなりましたか", 0),
            ("何か所に停まりますか", 1),
            ("本は何冊借りられましたか", 3),
            ("Who drives the library van?", 2),
        ],
    )
    def test_the_line_that_answers_is_first(self, question: str, place: int) -> None:
        """By what is asked for, not by words that are shared."""
        assert int(np.argmax(log_odds(question, TITLE, LINES))) == place

    def test_a_question_that_nothing_answers_is_less_sure_than_one_that_a_line_answers(self) -> None:
        """The number of places is told, how much it cost is not."""
        told, untold = (max(log_odds(question, TITLE, LINES)) for question in ("停車場は何か所ありますか", "車両の購入費はいくらでしたか"))
        assert told > untold

    def test_a_line_is_judged_alike_alone_and_beside_longer_ones(self) -> None:
        """What stands beside it only fills up the table."""
        alone = log_odds("何か所に停まりますか", TITLE, LINES[1:2])[0]
        assert log_odds("何か所に停まりますか", TITLE, LINES)[1] == pytest.approx(alone, abs=0.35)

    def test_without_lines_nothing_is_told(self) -> None:
        """No table is made."""
        assert log_odds("何か所に停まりますか", TITLE, []) == []


class TestWeights:
    """The files of the networks."""

    def test_a_missing_file_names_the_command(self, tmp_path: Path) -> None:
        """python -m training networks."""
        with pytest.raises(ModelError, match=r"selection\.npz: no network .*python -m training networks"):
            Network("selection", tmp_path)

    def test_a_damaged_file_is_told(self, tmp_path: Path) -> None:
        """Half of it."""
        whole = (WEIGHTS / "intent.npz").read_bytes()
        (tmp_path / "intent.npz").write_bytes(whole[: len(whole) // 2])
        with pytest.raises(ModelError, match="no network"):
            Network("intent", tmp_path)

    def test_weights_for_another_embedded_model_are_refused(self, tmp_path: Path) -> None:
        """Their vectors would mean something else."""
        with np.load(WEIGHTS / "intent.npz") as file:
            values = {**file, "model": np.asarray("static:other")}
        np.savez(tmp_path / "intent.npz", **values)
        with pytest.raises(ModelError, match="made for the embedded model static:other"):
            Network("intent", tmp_path)

    def test_the_parts_do_what_they_say(self) -> None:
        """Shares sum to 1; normalised values have mean 0 and variance 1."""
        values = np.asarray([[1.0, 2.0, 4.0]], dtype=np.float32)
        assert softmax(values).sum() == pytest.approx(1)
        plain = normalised(values, np.ones(3, dtype=np.float32), np.zeros(3, dtype=np.float32))
        assert plain.mean() == pytest.approx(0, abs=1e-6)
        assert plain.var() == pytest.approx(1, abs=1e-3)

    def test_a_text_without_a_piece_is_read(self) -> None:
        """As one piece that means nothing."""
        assert len(Network("intent").pieces("", 10).numbers) == 1
