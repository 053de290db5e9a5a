"""`check_meetings` lets a true plan pass, and finds everything that can be changed in one."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

import pandas as pd
import pytest

import ipnetwork as ipn
from ipnetwork.meetings import Meeting, Stage, check_meetings, plan_meetings
from ipnetwork.meetings.check import RELIES
from ipnetwork.meetings.proof import Cases, Prices

MEETINGS, ATTENDANCES, DIARY = range(3)
ONE = Fraction(1)


def seeded(seed):
    return random.Random(seed)  # noqa: S311 – not for secrets


def build(rows):
    return ipn.build_plan(pd.DataFrame(rows, columns=["item", "agency", "role"]))


def small(seed):
    """A plan of six items, and its meetings: two rooms at least, and single, open and unassigned parties."""
    draw = seeded(seed)
    names = [f"{letter}局" for letter in "甲乙丙丁戊己庚辛"]
    groups = [draw.sample(names, draw.randint(2, 3)) for _ in range(6)]
    rows = [
        (str(item), who, "participant" if at else "lead")
        for item, group in enumerate(groups, 1)
        for at, who in enumerate(group)
    ]
    rows += [("7", "甲局", "lead"), ("2", "各有关单位", "participant"), ("8", "各有关单位", "lead")]
    plan = build(rows)
    return plan, plan_meetings(plan, max_seats=4, seats={groups[0][0]: 2} if seed % 2 else None)


@pytest.fixture(scope="module")
def planned():
    """Plans with their meetings: small ones, one by its pairs, a part of the Guangzhou plan, and the whole of it."""
    guangzhou = ipn.load_plan("guangzhou-2007")
    part = ipn.select(guangzhou, categories=["五", "九"])
    pairs = small(3)[0]
    return {
        **{f"small {seed}": small(seed) for seed in range(4)},
        "pairs": (pairs, plan_meetings(pairs, max_seats=4, cover="pairs")),
        "part": (part, plan_meetings(part, max_seats=10)),
        "cases": (guangzhou, plan_meetings(guangzhou, max_seats=10)),
    }


def found(case, meetings, **options):
    plan, _ = case
    return check_meetings(plan, meetings, **options)


def problems(table):
    return "; ".join(table["problem"])


def with_meeting(meetings, at, **changes):
    rooms = list(meetings.meetings)
    rooms[at] = replace(rooms[at], **changes)
    return replace(meetings, meetings=tuple(rooms))


def with_stage(meetings, at, **changes):
    stages = list(meetings.stages)
    stages[at] = replace(stages[at], **changes)
    return replace(meetings, stages=tuple(stages))


def with_proof(meetings, at, **changes):
    return with_stage(meetings, at, proof=replace(meetings.stages[at].proof, **changes))


ALL = ["small 0", "small 1", "small 2", "small 3", "pairs", "part"]
PLAIN = ["small 0", "small 1", "small 2", "small 3", "part"]


@pytest.mark.parametrize("name", ALL)
def test_a_true_plan_passes(planned, name):
    assert planned[name][1].status == "OPTIMAL"
    table = found(planned[name], planned[name][1])
    assert table.empty
    assert list(table.columns) == ["claim", "where", "problem"]


# What is claimed of rooms and agendas


@pytest.mark.parametrize("name", ALL)
def test_nobody_can_be_left_out_or_brought_in(planned, name):
    plan, meetings = planned[name]
    for at, one in enumerate(meetings.meetings):
        for gone in one.agencies:
            fewer = tuple(agency for agency in one.agencies if agency != gone)
            taken = one.seats - meetings.seats.get(gone, 1)
            assert not found(planned[name], with_meeting(meetings, at, agencies=fewer)).empty
            assert not found(planned[name], with_meeting(meetings, at, agencies=fewer, seats=taken)).empty
        for stranger in ["陌生局", "各有关单位", one.agencies[0]]:
            more = with_meeting(meetings, at, agencies=(*one.agencies, stranger), seats=one.seats + 1)
            assert "somebody is named twice, or is not an agency" in problems(found(planned[name], more))
        for other in set(plan.agencies.index) - set(one.agencies):
            more = (*one.agencies, other)
            taken = one.seats + meetings.seats.get(other, 1)
            assert not found(planned[name], with_meeting(meetings, at, agencies=more, seats=taken)).empty


@pytest.mark.parametrize("name", ALL)
def test_every_item_stands_on_one_agenda(planned, name):
    _, meetings = planned[name]
    rooms = meetings.meetings
    for at, one in enumerate(rooms):
        assert not found(planned[name], with_meeting(meetings, at, items=(*one.items, "99"))).empty
        assert not found(planned[name], with_meeting(meetings, at, items=(*one.items, *meetings.single[:1], "7"))).empty
        for item in one.items:
            fewer = tuple(other for other in one.items if other != item)
            table = found(planned[name], with_meeting(meetings, at, items=fewer))
            assert "agenda" in set(table["claim"])
            for further in range(len(rooms)):
                twice = with_meeting(meetings, further, items=(*rooms[further].items, item))
                assert "it stands on 2 agendas" in problems(found(planned[name], twice))
                moved = with_meeting(
                    with_meeting(meetings, at, items=fewer), further, items=(*rooms[further].items, item)
                )
                seats_all = set(one.agencies) <= set(rooms[further].agencies)
                if (
                    further != at
                    and not seats_all
                    and not set(plan_parties(planned[name][0], item)) <= set(rooms[further].agencies)
                ):
                    assert "does not seat its parties" in problems(found(planned[name], moved))


def plan_parties(plan, item):
    return set(plan.named.loc[plan.named["item"] == item, "agency"])


@pytest.mark.parametrize("name", ALL)
def test_what_is_said_of_a_meeting_has_to_be_true(planned, name):
    plan, meetings = planned[name]
    for at, one in enumerate(meetings.meetings):
        wrong = [
            *({"chair": chair} for chair in [*plan.agencies.index, "", "陌生局"] if chair != one.chair),
            *({"seats": seats} for seats in (one.seats - 1, one.seats + 1, 0)),
            *({"number": number} for number in (0, one.number + 1)),
        ]
        for change in wrong:
            assert not found(planned[name], with_meeting(meetings, at, **change)).empty, change
        gone = tuple(other for other in meetings.meetings if other is not one)
        assert not found(planned[name], replace(meetings, meetings=gone)).empty
        numbered = tuple(replace(other, number=number) for number, other in enumerate(gone, 1))
        assert not found(planned[name], replace(meetings, meetings=numbered)).empty
        assert not found(planned[name], replace(meetings, meetings=(*meetings.meetings, one))).empty
    if len(meetings.meetings) > 1:
        assert not found(planned[name], replace(meetings, meetings=meetings.meetings[::-1])).empty


@pytest.mark.parametrize("name", ALL)
def test_what_is_said_of_the_whole_has_to_be_true(planned, name):
    _, meetings = planned[name]
    fullest = max(one.seats for one in meetings.meetings)
    item = next(one.items[0] for one in meetings.meetings if one.items)
    wrong = [
        {"max_seats": fullest - 1},
        {"single": (*meetings.single, item)},
        {"single": (*meetings.single, "99")},
        {"unassigned": (*meetings.unassigned, item)},
        {"to_be_named": dict(meetings.to_be_named) | {item: ("某局",)}},
        {"to_be_named": dict(meetings.to_be_named) | {"99": ("各有关单位",)}},
        {"parties": "leads"},
        {"cover": "items" if meetings.cover == "pairs" else "pairs"},
        {"seats": dict(meetings.seats) | {meetings.meetings[0].agencies[0]: 3}},
        {"stages": meetings.stages[::-1]},
        {"stages": meetings.stages[:2]},
        {"stages": ()},
        {"meetings": ()},
        {"incompatible": (item, item)},
        {"incompatible": (*meetings.incompatible, "99")},
    ]
    wrong += [{"single": meetings.single[1:]}, {"unassigned": meetings.single[:1]}] if meetings.single else []
    wrong += [{"unassigned": meetings.unassigned[1:]}] if meetings.unassigned else []
    wrong += [{"single": meetings.unassigned, "unassigned": meetings.single}] if meetings.single else []
    wrong += [{"to_be_named": {}}] if meetings.to_be_named else []
    wrong += [{"seats": {}}] if meetings.seats else []
    for change in wrong:
        assert not found(planned[name], replace(meetings, **change)).empty, change


@pytest.mark.parametrize("name", PLAIN)
def test_incompatible_items_are_two_by_two_too_many_for_a_room(planned, name):
    plan, meetings = planned[name]
    items = [item for one in meetings.meetings for item in one.items]
    for item in items:
        for group in ([item, *meetings.incompatible], [*meetings.incompatible, item]):
            parties = [plan_parties(plan, one) for one in group]
            fit = any(
                sum(meetings.seats.get(agency, 1) for agency in one | other) <= meetings.max_seats
                for one, other in combinations(parties, 2)
            )
            table = found(planned[name], replace(meetings, incompatible=tuple(group)))
            assert ("incompatible" in set(table["claim"])) == fit, group


@pytest.mark.parametrize("alone", ["99", "7", "8", "各有关单位", ""])
def test_a_lone_incompatible_item_has_to_be_one_too(planned, alone):
    case = planned["small 0"]
    assert not found(case, replace(case[1], incompatible=(alone,))).empty


@pytest.mark.parametrize("seats", [0, -1])
def test_an_agency_that_takes_no_seat_is_told(planned, seats):
    plan, meetings = planned["small 0"]
    agency = meetings.meetings[0].agencies[0]
    free = replace(
        meetings,
        seats={agency: seats},
        meetings=tuple(
            replace(one, seats=one.seats - (1 - seats) * (agency in one.agencies)) for one in meetings.meetings
        ),
    )
    assert not check_meetings(plan, free).empty


# What is claimed of the three numbers


@pytest.mark.parametrize("at", [MEETINGS, ATTENDANCES, DIARY])
@pytest.mark.parametrize("name", ALL)
def test_a_number_has_to_be_that_of_the_plan_and_its_bound_proven(planned, name, at):
    _, meetings = planned[name]
    stage = meetings.stages[at]
    wrong = [
        {"value": stage.value - 1},
        {"value": stage.value + 1},
        {"value": stage.value + 1, "bound": stage.bound + 1},
        {"value": stage.value - 1, "bound": stage.bound - 1},
        {"bound": stage.bound - 1},
        {"bound": stage.bound + 1},
        {"bound": stage.bound + 1, "status": "GAP"},
        {"status": "GAP"},
        {"status": "HEURISTIC"},
        {"name": "plenary"},
    ]
    for change in wrong:
        assert not found(planned[name], with_stage(meetings, at, **change)).empty, change
    # true, and weaker: nothing is wrong with it
    assert found(planned[name], with_stage(meetings, at, bound=stage.bound - 1, status="GAP")).empty


@pytest.mark.parametrize("name", PLAIN)
def test_a_price_too_high_or_of_nothing_is_found(planned, name):
    _, meetings = planned[name]
    for at, stage in enumerate(meetings.stages):
        proof = stage.proof
        assert isinstance(proof, Prices)
        most = proof.meeting + proof.seat * meetings.max_seats + sum(proof.diary.values()) + 1
        for need in proof.needs:
            raised = with_proof(meetings, at, needs={**proof.needs, need: most})
            assert "a room is worth" in problems(found(planned[name], raised))
            below = with_proof(meetings, at, needs={**proof.needs, need: -ONE})
            assert "a price is below 0" in problems(found(planned[name], below))
        for change in ({"meeting": -ONE}, {"seat": -ONE}, {"diary": {**proof.diary, "甲局": -ONE}}):
            if "甲局" in planned[name][0].agencies.index or "diary" not in change:
                assert "a price is below 0" in problems(found(planned[name], with_proof(meetings, at, **change)))
        for need in [("99",), ("99", "98"), ("7",), ("8",), (), "1"]:
            strange = with_proof(meetings, at, needs={**proof.needs, need: ONE})
            if name != "part" or need != ("7",):
                assert "no item of several parties" in problems(found(planned[name], strange)), need
        strange = with_proof(meetings, at, diary={**proof.diary, "陌生局": ONE})
        assert "or no agency" in problems(found(planned[name], strange))
        nothing = with_stage(meetings, at, proof=Prices({}, ONE, ONE, {}))
        assert "the prices prove" in problems(found(planned[name], nothing))
        for change in ({"meeting": Fraction(0)}, {"seat": Fraction(0)}, {"diary": {}}):
            # where the last charge that the bound is divided by goes, nothing is proven
            vital = ("meeting", "seat", "diary")[at]
            if vital in change:
                assert not found(planned[name], with_proof(meetings, at, **change)).empty


def test_a_proof_of_something_else_proves_nothing(planned):
    """What proves the bounds for rooms of ten seats proves nothing for twelve, nor for a part of the plan."""
    plan, meetings = planned["cases"]
    table = check_meetings(plan, replace(meetings, max_seats=12))
    assert {"meetings", "attendances"} <= set(table.loc[table["claim"] == "stage", "where"])
    part, few = planned["part"]
    for at, stage in enumerate(meetings.stages):
        assert not check_meetings(part, with_stage(few, at, proof=stage.proof)).empty
    assert not check_meetings(part, meetings).empty
    assert not check_meetings(plan, few).empty


# Proofs in cases


def with_cases(meetings, **changes):
    return with_proof(meetings, ATTENDANCES, **changes)


def leaves(proof):
    return leaves(proof.together) + leaves(proof.never) if isinstance(proof, Cases) else [proof]


def without_leaf(proof, which):
    """The proof with the numbered leaf made to prove nothing."""
    if isinstance(proof, Prices):
        return Prices({}, ONE, ONE, {}) if which == 0 else proof
    first = len(leaves(proof.together))
    if which < first:
        return replace(proof, together=without_leaf(proof.together, which))
    return replace(proof, never=without_leaf(proof.never, which - first))


def test_every_case_has_to_be_proven(planned):
    _, meetings = planned["cases"]
    proof = meetings.stages[ATTENDANCES].proof
    assert isinstance(proof, Cases)
    assert len(leaves(proof)) >= 2
    for which in range(0, len(leaves(proof)), 2):
        table = found(planned["cases"], with_cases(meetings, **vars(without_leaf(proof, which))))
        assert "the prices prove" in problems(table)


def test_cases_have_to_be_those_that_are_distinguished(planned):
    _, meetings = planned["cases"]
    proof = meetings.stages[ATTENDANCES].proof
    swapped = with_cases(meetings, together=proof.never, never=proof.together)
    assert not found(planned["cases"], swapped).empty
    assert not found(planned["cases"], with_cases(meetings, never=proof.together)).empty
    for name in [("99",), (), proof.one + proof.other]:
        for change in ({"one": name}, {"other": name}):
            assert "which are not items" in problems(found(planned["cases"], with_cases(meetings, **change)))
    # the two needs of another question: neither case is then what its prices were made for
    others = [(item,) for one in meetings.meetings for item in one.items if (item,) not in (proof.one, proof.other)]
    assert not found(planned["cases"], with_cases(meetings, one=others[0], other=others[1])).empty


def test_one_case_alone_is_no_proof(planned):
    _, meetings = planned["cases"]
    alone = with_stage(meetings, ATTENDANCES, proof=meetings.stages[ATTENDANCES].proof.together)
    assert not found(planned["cases"], alone).empty


# How far the exact search may go


@pytest.mark.parametrize("name", ["part", "cases"])
def test_too_few_steps_are_no_false_alarm_and_no_false_proof(planned, name):
    _, meetings = planned[name]
    for steps in (0, 1, 5):
        table = found(planned[name], meetings, steps=steps)
        assert set(table["problem"]) <= {RELIES}
    assert RELIES in set(found(planned[name], meetings, steps=0)["problem"])
    assert set(found(planned[name], meetings, steps=0)["claim"]) == {"stage"}


@pytest.mark.parametrize("steps", [0, 1, 3, 10, 30])
def test_a_false_proof_never_passes_for_want_of_steps(planned, steps):
    _, meetings = planned["part"]
    for at, stage in enumerate(meetings.stages):
        raised = {need: price * 2 for need, price in stage.proof.needs.items()}
        assert not found(planned["part"], with_proof(meetings, at, needs=raised), steps=steps).empty


# Certificates against the truth


def least(plan, seats, limit):
    """The meetings, and among those the attendances, and among those the diary, over all divisions of the items."""
    parties = [plan_parties(plan, item) for item in plan.items.index]
    answers = []
    for given in product(range(len(parties)), repeat=len(parties)):
        rooms = [set().union(*(parties[at] for at, room in enumerate(given) if room == which)) for which in set(given)]
        sizes = [sum(seats.get(agency, 1) for agency in room) for room in rooms]
        if max(sizes) <= limit:
            diary = max(sum(agency in room for room in rooms) for agency in plan.agencies.index)
            answers.append((len(rooms), sum(sizes), diary))
    return answers


def draw_prices(draw, needs, agencies):
    def number(chance):
        return Fraction(draw.randint(1, 6), draw.choice([1, 2, 3])) if draw.random() < chance else Fraction(0)

    diary = {agency: charge for agency in agencies if (charge := number(0.2))}
    return Prices({need: price for need in needs if (price := number(0.8))}, number(0.7), number(0.5), diary)


@pytest.mark.parametrize("at", [MEETINGS, ATTENDANCES, DIARY])
@pytest.mark.parametrize("seed", range(4))
def test_no_certificate_proves_more_than_is_true(seed, at):
    """Of any prices at all: a bound that passes is never above what some plan comes to."""
    draw = seeded(seed)
    names = [f"{letter}局" for letter in "甲乙丙丁戊"]
    groups = [draw.sample(names, 2) for _ in range(4)]
    plan = build([(str(item), who, "lead") for item, group in enumerate(groups, 1) for who in group])
    meetings = plan_meetings(plan, max_seats=draw.choice([2, 3, 4]))
    truth = least(plan, {}, meetings.max_seats)
    best = min(truth)
    assert [stage.value for stage in meetings.stages] == list(best)
    needs = [(item,) for item in plan.items.index]
    for _ in range(50):
        prices = draw_prices(draw, needs, plan.agencies.index)
        proof = prices
        if draw.random() < 0.3:
            one, other = draw.sample(needs, 2)
            proof = Cases(one, other, draw_prices(draw, [*needs, one + other], plan.agencies.index), prices)
        claimed = with_stage(meetings, at, bound=best[at] + 1, status="GAP", proof=proof)
        assert not found((plan, None), claimed).empty, proof


def two_meetings_where_one_would_do():
    """Two items that fit in one room, in a room each, claimed to be the best that can be done."""
    plan = build([("1", "甲局", "lead"), ("1", "乙局", "lead"), ("2", "甲局", "lead"), ("2", "丙局", "lead")])
    truth = plan_meetings(plan, max_seats=3)
    assert [stage.value for stage in truth.stages] == [1, 3, 1]
    rooms = (Meeting(1, ("甲局", "乙局"), ("1",), "", 2), Meeting(2, ("甲局", "丙局"), ("2",), "", 2))
    rooms = tuple(replace(one, chair="甲局") for one in rooms)
    stages = [
        replace(stage, value=value, bound=1, status="GAP") for stage, value in zip(truth.stages, (2, 4, 2), strict=True)
    ]
    plain = replace(truth, meetings=rooms, stages=tuple(stages))
    assert check_meetings(plan, plain).empty
    return plan, plain


FALSE = [
    (MEETINGS, 2, Prices({("1",): ONE, ("2",): ONE}, ONE, ONE, {})),
    (MEETINGS, 2, Prices({("1",): ONE, ("2",): ONE}, ONE, Fraction(0), {"甲局": ONE})),
    (MEETINGS, 2, Prices({("1",): ONE * 9, ("2",): ONE * 9}, ONE * 9, ONE, {"乙局": ONE * 9, "丙局": ONE * 9})),
    (ATTENDANCES, 4, Prices({("1",): ONE * 2, ("2",): ONE * 2}, Fraction(0), ONE, {"甲局": ONE})),
]


@pytest.mark.parametrize(("at", "value", "proof"), FALSE)
def test_charges_that_a_bound_leaves_out_prove_nothing(at, value, proof):
    plan, plain = two_meetings_where_one_would_do()
    claimed = with_stage(plain, at, bound=value, status="OPTIMAL", proof=proof)
    assert not check_meetings(plan, claimed).empty


def test_a_bound_above_the_value_is_told():
    plan, plain = two_meetings_where_one_would_do()
    high = with_stage(plain, MEETINGS, bound=50, proof=Prices({("1",): ONE * 50}, ONE, ONE * 50, {}))
    assert not check_meetings(plan, high).empty


def test_a_room_that_can_not_be_may_be_priced_as_one_likes():
    """Two items that never fit in one room: the case that they do is empty, and any price in it proves anything."""
    plan = build([("1", "甲局", "lead"), ("1", "乙局", "lead"), ("2", "丙局", "lead"), ("2", "丁局", "lead")])
    meetings = plan_meetings(plan, max_seats=3)
    never = Prices({("1",): ONE, ("2",): ONE}, ONE, Fraction(0), {})
    proof = Cases(("1",), ("2",), Prices({("1", "2"): ONE * 9}, ONE, Fraction(0), {}), never)
    assert check_meetings(plan, with_stage(meetings, MEETINGS, proof=proof)).empty
    alike = replace(proof, never=Prices({}, ONE, Fraction(0), {}))
    assert not check_meetings(plan, with_stage(meetings, MEETINGS, proof=alike)).empty


def test_each_case_is_priced_among_the_rooms_that_it_leaves():
    """Two items that fit in one room: where none holds both, there are two meetings, and where one does, one."""
    plan, plain = two_meetings_where_one_would_do()
    both, apart = (
        Prices({("1", "2"): ONE}, ONE, Fraction(0), {}),
        Prices({("1",): ONE, ("2",): ONE}, ONE, Fraction(0), {}),
    )
    assert check_meetings(plan, with_stage(plain, MEETINGS, proof=Cases(("1",), ("2",), both, apart))).empty
    for together, never in ((both, both), (apart, apart), (apart, both)):
        proof = Cases(("1",), ("2",), together, never)
        assert not check_meetings(plan, with_stage(plain, MEETINGS, proof=proof)).empty


def test_stages_are_named_in_their_order():
    assert [stage.name for stage in small(0)[1].stages] == ["meetings", "attendances", "diary"]
    assert isinstance(small(0)[1].stages[0], Stage)
