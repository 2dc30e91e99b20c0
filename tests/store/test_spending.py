"""What callers have spent on a day, in the database."""

from __future__ import annotations

import threading

from sqlalchemy import Engine

from probatum.service.store import SpendingStore, open_database

TODAY = 20_000


def test_servers_add_up(engine: Engine) -> None:
    one, other = SpendingStore(engine), SpendingStore(engine)
    assert one.add({}, TODAY) == {}
    assert one.add({(TODAY, "ada"): 1.5}, TODAY) == {"ada": 1.5}
    assert other.add({(TODAY, "ada"): 0.25, (TODAY, "emmy"): 2.0}, TODAY) == {"ada": 1.75, "emmy": 2.0}
    assert one.add({}, TODAY) == {"ada": 1.75, "emmy": 2.0}


def test_each_day_is_counted_by_itself_and_old_ones_are_forgotten(engine: Engine) -> None:
    store = SpendingStore(engine)
    # What was spent before midnight and written after it belongs to the day before.
    assert store.add({(TODAY - 1, "ada"): 3.0, (TODAY, "ada"): 1.0}, TODAY) == {"ada": 1.0}
    assert store.add({}, TODAY - 1) == {"ada": 3.0}
    assert store.add({}, TODAY + 1) == {}
    assert store.add({}, TODAY - 1) == {}, "forgotten on the day after the next"
    assert store.add({}, TODAY) == {"ada": 1.0}


def test_nothing_is_lost_between_servers_that_write_at_a_time(url: str) -> None:
    def write() -> None:
        engine = open_database(url)
        for _ in range(20):
            SpendingStore(engine).add({(TODAY, name): 1.0 for name in ("emmy", "ada", "sofia")}, TODAY)
        engine.dispose()

    open_database(url).dispose()
    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    engine = open_database(url)
    assert SpendingStore(engine).add({}, TODAY) == dict.fromkeys(("ada", "emmy", "sofia"), 80.0)
    engine.dispose()
