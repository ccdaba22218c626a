"""The words that made-up corpora are composed of: an invented region of rivers, ports and ministries.

Nothing goes in; plain tuples come out. The slots of a sentence are filled by the digits of a number, so that two
numbers never give the same sentence; a sentence begins with a word that no slot holds, so that none ends in another.
"""

from __future__ import annotations

PLACES = (
    "Arnvale", "Belmora", "Cendrey", "Dunmark", "Eskerra", "Farholm", "Gallowmere", "Hestria", "Istervik", "Jorland",
    "Kestane", "Lorvaine", "Marrowick", "Nerevia", "Osterby", "Pelmark", "Quillby", "Rosmarch", "Sandover", "Tarnfield",
)  # fmt: skip
"""The first twelve are states, the rest are places."""
BODIES = (
    "Arn River Commission", "Belmora Grid Company", "Coastal Union", "Delta Farmers League", "Eastern Port Authority",
    "Federal Water Board", "Harbour Pilots Guild", "Inland Rail Council", "Joint Customs Office", "Kestane Mining House",
    "Lower Basin Forum", "Marrowick Trade Bank",
)  # fmt: skip
PERSONS = (
    "Ada Marsh", "Bruno Keld", "Carla Voss", "Dario Linde", "Edith Roan", "Felix Torv", "Greta Halm", "Henrik Moss",
)  # fmt: skip
"""Speakers with an entry in the register; with the places and bodies they are the forty entities."""
GIVEN = (
    "Alma", "Boris", "Cyril", "Dora", "Emil", "Frida", "Georg", "Hanna", "Ivo", "Jutta", "Karel", "Lena", "Milo", "Nora",
    "Otto", "Petra", "Rolf", "Silke", "Tomas", "Vera",
)  # fmt: skip
FAMILY = (
    "Adler", "Brandt", "Corvin", "Drexel", "Egger", "Falk", "Gruber", "Hollis", "Ingram", "Jansen", "Kolb", "Lorenz",
    "Mertens", "Nagel", "Oster", "Pym", "Rauch", "Stahl", "Thorne", "Ulrich",
)  # fmt: skip
OUTLETS = (
    "Basin Review", "Coast Herald", "Daily Anchor", "Eastern Ledger", "Farholm Observer", "Harbour Gazette",
    "Inland Quarterly", "Jorland Times", "Lantern Weekly", "Meridian Post", "Quay Monitor", "River Dispatch",
)  # fmt: skip
ADJECTIVES = (
    "annual", "broken", "central", "delayed", "eastern", "fragile", "growing", "hidden", "inland", "joint", "lasting",
    "lower", "modest", "narrow", "northern", "planned", "public", "quiet", "rising", "seasonal", "shared", "shrinking",
    "southern", "steady", "uneven", "upper", "urgent", "western", "winter", "yearly",
)  # fmt: skip
THINGS = (
    "barge traffic", "border trade", "canal tolls", "coal stocks", "crop loans", "customs posts", "dam gates",
    "dredging works", "ferry lines", "fish quotas", "flood walls", "freight rates", "fuel prices", "grain exports",
    "grid links", "harbour dues", "irrigation rights", "lock repairs", "mine leases", "pilot fees", "pipeline plans",
    "pump stations", "rail bridges", "reed beds", "river patrols", "road tunnels", "salt pans", "shipyard jobs",
    "spillway tests", "storage tanks", "toll roads", "transit permits", "tug crews", "warehouse rents", "water levels",
    "water meters", "weather masts", "well drilling", "wind farms", "wood rafts",
)  # fmt: skip
VERBS = (
    "hold back", "draw in", "cut into", "slow down", "speed up", "pay for", "depend on", "take over", "run behind",
    "stay ahead of", "make up for", "bear upon", "put off", "add to", "stand in for", "give way to",
)  # fmt: skip
PHRASES = (
    "after the spring floods", "before the autumn vote", "by every account at hand", "during the long strike",
    "for a third season", "in the dry months", "in most of the valleys", "on both banks of the river",
    "outside the larger towns", "since the treaty lapsed", "under the present tariff", "under two ministries at once",
    "while the talks go on", "without a common budget", "within reach of the coast", "year upon year",
)  # fmt: skip
OPENINGS = {
    "stated-fact": "Records have it that",
    "estimate": "Counted together,",
    "assumption": "Granted that",
    "judgement": "Weighed against the rest,",
    "forecast": "Within some years",
    "recommendation": "Ministers should see to it that",
    "declaration": "Openly and on record,",
}
"""How a claim's sentence begins, by its class."""
WORDINGS = (
    ("plainly", "boosts"), ("beyond doubt", "boosts"), ("above all", "boosts"), ("perhaps", "hedges"),
    ("it would seem", "hedges"), ("to some degree", "hedges"), ("more and more", "boosts"), ("on the whole", "hedges"),
)  # fmt: skip
QUESTIONS = (
    "Who keeps the river open?", "Is trade on the coast rising?", "Who pays for the flood walls?", "Can the grid be shared?",
    "What drives the price of grain?", "Will the treaty be renewed?", "Who gains from the new tolls?", "Is the water enough?",
    "Should the ports be joined?", "What holds the railway back?", "Who is blamed for the strike?", "Will the mines close?",
    "How far does the Union reach?", "Are the counts to be trusted?", "Should the tariff be ended?", "What is to be done first?",
)  # fmt: skip
POSITIONS = ("denied", "doubted", "left open", "granted", "urged")
