"""The list of pictures: where each goes, what draws it, and the words written inside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import people
import portraits
import rooms
import sea
import town
from inscription import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from plate import Plate

RIGHTS = "Drawn for this archive"
WRIGLEY, KAPOOR, ATTWATER = "Thomas Wrigley", "Dev Kapoor", "Joan Attwater"


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One picture file of the archive: its place, its scene, and what is written inside it."""

    path: str
    scene: Callable[[], Plate]
    by: str
    date: str
    title: str
    caption: str
    alt: str

    @property
    def words(self) -> Words:
        """What the file says about itself."""
        return Words(
            title=self.title,
            caption=self.caption,
            alt=self.alt,
            creator=self.by,
            credit=f"{self.by} / The Ormsea Packet",
            rights=RIGHTS,
            date=self.date,
        )


PICTURES = (
    Picture(
        path="1898/10/loss-of-the-halcyon/storm.jpg",
        scene=sea.storm,
        by="Rufus Dunnock",
        date="1898-10-19",
        title="The brig Halcyon on the Scaur",
        caption="The brig Halcyon on the Scaur, with the Ormsea lifeboat coming down to her.",
        alt=(
            "A brig with torn sails heels over in a steep sea; a rowed lifeboat approaches "
            "under a lighthouse beam."
        ),
    ),
    Picture(
        path="1903/06/electric-cars/car.jpg",
        scene=town.tram,
        by="Rufus Dunnock",
        date="1903-06-13",
        title="Car No. 1 in Cliff Road",
        caption="Car No. 1 in Cliff Road on Saturday, with the Mayor’s party on the upper deck.",
        alt=(
            "An open-topped electric tram full of people in hats, under bunting, in a street "
            "of terrace houses."
        ),
    ),
    Picture(
        path="1912/wednesday-eleven/eleven.jpg",
        scene=portraits.football,
        by="Unknown photographer",
        date="1912",
        title="The Wednesday Eleven",
        caption="Ormsea Wednesday, probably in the season they did not lose at home.",
        alt=(
            "Eleven footballers in hooped jerseys in two rows before a boarded fence, the "
            "ball at the front."
        ),
    ),
    Picture(
        path="1918/11/armistice/press.jpg",
        scene=town.press,
        by="Rufus Dunnock",
        date="1918-11-11",
        title="The Hoe press on Armistice morning",
        caption="The machine room at Packet Yard. The Hoe ran for nineteen hours.",
        alt=(
            "Two men tend a rotary printing press, with a ribbon of paper running over its "
            "cylinders."
        ),
    ),
    Picture(
        path="1926/05/eight-thousand-on-the-fish-quay/meeting.jpg",
        scene=people.strike,
        by=WRIGLEY,
        date="1926-05-06",
        title="The Fish Quay meeting",
        caption="The meeting on the Fish Quay, seen from the ice-house steps.",
        alt=(
            "A great crowd seen from behind; a speaker on a cart points upward between two "
            "banners and ships’ masts."
        ),
    ),
    Picture(
        path="1927/06/twenty-four-seconds/first-bite.jpg",
        scene=people.crescent,
        by=WRIGLEY,
        date="1927-06-29",
        title="The partial phase",
        caption="Ten to six, above the chimneys of Rope Street.",
        alt="The sun as a crescent, ringed with light, above a row of dark chimneys.",
    ),
    Picture(
        path="1927/06/twenty-four-seconds/totality.jpg",
        scene=people.totality,
        by=WRIGLEY,
        date="1927-06-29",
        title="Totality",
        caption="Totality, from Gannet Head.",
        alt=(
            "A black sun with a bright ragged corona in a dark sky with five stars; below, a "
            "crowd on a hill."
        ),
    ),
    Picture(
        path="1927/06/twenty-four-seconds/diamond.jpg",
        scene=people.diamond,
        by=WRIGLEY,
        date="1927-06-29",
        title="The light comes back",
        caption="The first spark of the returning sun, over the herring fleet.",
        alt=(
            "The edge of the sun bursts out beside the black moon over a dark sea with two "
            "sailing boats."
        ),
    ),
    Picture(
        path="1931/rope-mill-morning/mill.jpg",
        scene=town.mill,
        by=WRIGLEY,
        date="1931",
        title="Tarrant’s mill, ten to six",
        caption="Ten to six at Tarrant’s. The windows are lit before the hands arrive.",
        alt=(
            "Workers walk towards a long mill with lit windows; three chimneys smoke and the "
            "sun is rising."
        ),
    ),
    Picture(
        path="1934/09/two-arms/half.jpg",
        scene=town.half_bridge,
        by=WRIGLEY,
        date="1934-09-01",
        title="Seventeen feet to go",
        caption=(
            "The north and south arms of the Long Bridge on Saturday. The gap is seventeen feet."
        ),
        alt=(
            "Two cantilever arms of a steel bridge reach for each other over a river; a crane "
            "lowers a block between them."
        ),
    ),
    Picture(
        path="1934/09/first-day/bridge.jpg",
        scene=town.whole_bridge,
        by=WRIGLEY,
        date="1934-09-15",
        title="The Long Bridge on its first day",
        caption="The Long Bridge at noon on Saturday, with the paddle steamer Countess below.",
        alt=(
            "People line a finished steel bridge of three spans while a paddle steamer passes "
            "beneath it."
        ),
    ),
    Picture(
        path="1936/04/monster-in-the-bay/monster.jpg",
        scene=sea.serpent,
        by="A visitor",
        date="1936-03-30",
        title="The thing in the bay",
        caption="The photograph as it was sold to this office for two guineas.",
        alt=(
            "A blurred long-necked creature with four humps in a calm bay, with a small "
            "sailing boat behind it."
        ),
    ),
    Picture(
        path="1949/03/ada-pellow/portrait.jpg",
        scene=portraits.compositor,
        by=WRIGLEY,
        date="1938",
        title="Miss Ada Pellow",
        caption="Miss Pellow at the case, about 1938.",
        alt=("An oval portrait of a woman in spectacles, her hair in a bun, setting type by hand."),
    ),
    Picture(
        path="1953/02/the-night-the-sea-came-in/rope-street.jpg",
        scene=rooms.flood,
        by=WRIGLEY,
        date="1953-02-01",
        title="Rope Street by boat",
        caption="Rope Street, Sunday morning. The water had already dropped two feet.",
        alt=(
            "Four people in a rowing boat in a flooded street of terrace houses, passing a "
            "street lamp."
        ),
    ),
    Picture(
        path="1953/02/the-night-the-sea-came-in/hall.jpg",
        scene=rooms.hall,
        by=WRIGLEY,
        date="1953-02-01",
        title="Bethel Hall",
        caption="Bethel Hall, Sunday afternoon.",
        alt=(
            "Rows of covered forms on the floor of a hall with tall windows; two people stand "
            "watch."
        ),
    ),
    Picture(
        path="1963/ice-in-the-basin/ice.jpg",
        scene=sea.ice,
        by=WRIGLEY,
        date="1963",
        title="Ice in the basin",
        caption="Four boats fast in the basin.",
        alt="Trawlers frozen into a harbour of cracked ice; two people walk between them.",
    ),
    Picture(
        path="1967/the-last-house-in-rope-street/house.jpg",
        scene=town.last_house,
        by=WRIGLEY,
        date="1967",
        title="Number 41",
        caption="Number 41, with the Tarrant flats behind.",
        alt=(
            "One terrace house stands alone in rubble, its chimney smoking, before two tower "
            "blocks and a crane."
        ),
    ),
    Picture(
        path="1969/07/calloways-window/window.jpg",
        scene=rooms.moon,
        by=ATTWATER,
        date="1969-07-21",
        title="Calloway’s window",
        caption="Calloway’s window, High Street, four minutes to four.",
        alt=(
            "A crowd at night before a shop window with three televisions showing an "
            "astronaut; a full moon above."
        ),
    ),
    Picture(
        path="1974/01/the-three-day-diary/candle.jpg",
        scene=rooms.newsroom,
        by=ATTWATER,
        date="1974-01",
        title="The newsroom, between cuts",
        caption="The newsroom, half past four.",
        alt="A reporter types by the light of a candle.",
    ),
    Picture(
        path="1978/11/lens/lantern.jpg",
        scene=sea.lantern,
        by="佐伯由美子",
        date="1978-10-28",
        title="白浜崎の灯台",
        caption="オームシーのレンズが灯る白浜崎灯台。",
        alt="夜の岬に立つ縞模様の灯台。四筋の光が空を照らしている。",
    ),
    Picture(
        path="1984/11/the-depot-gate/gate.jpg",
        scene=rooms.picket,
        by=KAPOOR,
        date="1984-11-08",
        title="The depot gate",
        caption="The line at the depot gate at half past four on Thursday morning.",
        alt=(
            "A line of police before iron gates and headlamps, facing a crowd with three placards."
        ),
    ),
    Picture(
        path="1987/05/wiekhaven/hafen.jpg",
        scene=sea.twin_harbour,
        by="Hinrich Petersen",
        date="1987-05-16",
        title="Der Alte Hafen von Wiekhaven",
        caption="Der Alte Hafen von Wiekhaven am Morgen der Unterzeichnung.",
        alt="Zwei Segelkutter vor einer Reihe von Treppengiebeln am Kai.",
    ),
    Picture(
        path="1997/05/the-last-tap/furnace.jpg",
        scene=town.furnace,
        by=KAPOOR,
        date="1997-05-30",
        title="The last tap",
        caption="The last iron from Number Two, 2.16 p.m.",
        alt=("Four workers watch white-hot iron and sparks run from the foot of a blast furnace."),
    ),
    Picture(
        path="2011/03/bahharat-al-yaman/seamen.jpg",
        scene=portraits.seamen,
        by=WRIGLEY,
        date="1930",
        title="بحّاران على رصيف أورمسي",
        caption="بحّاران يمنيان على رصيف أورمسي نحو عام 1930.",
        alt="رجلان يحملان حقيبتيهما تحت مقدمة سفينة بخارية، وخلفهما قارب شراعي.",
    ),
    Picture(
        path="2013/12/surge-night/wave.jpg",
        scene=sea.surge,
        by=KAPOOR,
        date="2013-12-05",
        title="The promenade, 7.20 p.m.",
        caption="A wave breaks over the promenade at 7.20 p.m.",
        alt=(
            "A great burst of spray over a sea wall at night; one person walks under the "
            "street lamps."
        ),
    ),
    Picture(
        path="2013/12/surge-night/gauge.jpg",
        scene=sea.gauge,
        by="Ormsea Lifeboat",
        date="2013-12-05",
        title="The Custom House gauge",
        caption="The gauge at ten to seven, four bars to go.",
        alt=(
            "A tide gauge with black bars, standing in dark water that has almost reached its top."
        ),
    ),
    Picture(
        path="2020/04/nobody-about/promenade.jpg",
        scene=town.promenade,
        by="Layla Saleh",
        date="2020-04-11",
        title="Easter Saturday",
        caption="The promenade at noon on Easter Saturday.",
        alt=("A long empty promenade with lamps and benches on one side and houses on the other."),
    ),
    Picture(
        path="2024/12/kyiv-video-kursk/gun.jpg",
        scene=people.howitzer,
        by="Packet graphics desk",
        date="2024-12-31",
        title="A self-propelled gun",
        caption="A self-propelled gun of the kind used in the Kursk fighting.",
        alt="A drawing of a self-propelled gun firing from a bare ridge with broken trees.",
    ),
)
