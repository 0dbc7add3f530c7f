//! The words that say where: prepositions, and nouns for sites and areas.

/// Prepositions after which a place is where something happens.
pub(super) const PREPOSITIONS: &[&str] = &[
    "in", "at", "near", "outside", "inside", "across", "around", "throughout", "along", "off", "over", "north", "south",
    "east", "west", "within", "above", "beside", "between", "through", "aboard", "amid", "behind", "under", "beneath",
    "beyond", "nearby", "surrounding", "opposite", "northeast", "northwest", "southeast", "southwest",
];

/// Prepositions that lead to a place.
pub(super) const TOWARDS: &[&str] = &["to", "into", "onto", "toward", "towards"];

/// Buildings, grounds, roads, installations and vehicles: places that have an address, not a gazetteer entry.
pub(super) const SITES: &[&str] = &[
    "airbase", "airfield", "airport", "airstrip", "alley", "apartment", "arena", "avenue", "bakery", "bank", "bar",
    "barracks", "base", "basement", "bazaar", "beach", "boat", "border", "boulevard", "bridge", "building", "bus",
    "cafe", "camp", "campus", "cathedral", "cell", "cemetery", "chamber", "checkpoint", "church", "cinema", "clinic",
    "club", "college", "complex", "compound", "consulate", "courthouse", "courtyard", "crossing", "crossroads", "dam",
    "depot", "dormitory", "embassy", "factory", "farm", "ferry", "field", "flat", "forest", "fort", "frontier",
    "frontline", "gallery", "garage", "garden", "gate", "gym", "hall", "hallway", "hangar", "harbor", "harbour",
    "headquarters", "highway", "hill", "home", "hospital", "hostel", "hotel", "house", "installation", "intersection",
    "island", "jail", "junction", "kindergarten", "library", "lobby", "lot", "mall", "market", "marketplace", "mill",
    "mine", "monastery", "mosque", "mountain", "museum", "nightclub", "office", "outpost", "palace", "park",
    "parliament", "pier", "pipeline", "plant", "plane", "plantation", "platform", "playground", "plaza", "port",
    "prison", "quarry", "ranch", "refinery", "residence", "resort", "restaurant", "road", "roadblock", "room",
    "roundabout", "school", "seminary", "shelter", "ship", "shop", "shrine", "sidewalk", "stadium", "station", "store",
    "street", "subway", "supermarket", "synagogue", "temple", "tent", "terminal", "theater", "theatre", "tomb", "train",
    "tunnel", "university", "valley", "vessel", "villa", "warehouse", "waters", "yard",
];

/// Sites only as a part of a name ("Caldwell Place"): by themselves they mean other things.
pub(super) const NAMED_SITES: &[&str] =
    &["place", "square", "court", "drive", "lane", "tower", "towers", "club", "center", "centre", "academy", "institute"];

/// Nouns for a part or kind of the place that they go with ("the province of X", "the heart of X", "X's capital").
pub(super) const AREAS: &[&str] = &[
    "area", "capital", "center", "centre", "city", "coast", "coastline", "community", "corner", "countryside", "county",
    "district", "edge", "enclave", "end", "governorate", "half", "heart", "interior", "municipality", "neighborhood",
    "neighbourhood", "north", "south", "east", "west", "oblast", "outskirts", "parish", "part", "prefecture",
    "province", "quarter", "region", "sector", "settlement", "shore", "side", "slum", "state", "stretch", "strip",
    "suburb", "territory", "town", "township", "vicinity", "village", "zone", "bloc",
];

/// Verbs and nouns of which a place can be the object: what is visited, taken, hit.
pub(super) const REACH: &[&str] = &[
    "visit", "tour", "attack", "bomb", "bombard", "shell", "hit", "strike", "target", "storm", "raid", "invade",
    "occupy", "besiege", "siege", "seize", "capture", "retake", "recapture", "take", "enter", "search", "destroy",
    "damage", "burn", "torch", "ransack", "loot", "liberate", "liberation", "liberating", "annex", "annexation",
    "invasion", "occupation", "bombing", "bombardment", "shelling", "capture", "blockade", "block", "isolate",
    "isolation", "surround", "cordon", "overrun", "assault", "offensive", "evacuation", "evacuate", "patrol",
];

/// Acts that take someone or something away: the place is where it was before.
pub(super) const AWAY: &[&str] = &[
    "abduct", "abduction", "deport", "deportation", "evacuate", "evacuation", "expel", "expulsion", "free", "kidnap",
    "kidnapping", "kidnaping", "pull", "pullout", "release", "remove", "rescue", "retreat", "seize", "snatch", "steal",
    "take", "withdraw", "withdrawal",
];

/// Acts that move someone or something.
pub(super) const MOVES: &[&str] = &[
    "advance", "airlift", "bring", "carry", "convoy", "deliver", "delivery", "deploy", "deployment", "dispatch", "drive",
    "escort", "exile", "extradite", "extradition", "ferry", "fire", "flee", "flight", "fly", "go", "head", "hurl",
    "journey", "launch", "lob", "march", "mobilise", "mobilize", "move", "movement", "order", "redeploy", "redeployment",
    "relocate", "repatriate", "repatriation", "return", "send", "ship", "shipment", "shoot", "smuggle", "transfer",
    "transport", "travel", "trip", "visit",
];

/// What is moved: its "from X" and "to Y" are the way it goes.
pub(super) const MOVED: &[&str] = &[
    "aid", "aircraft", "ambassador", "army", "arms", "brigade", "convoy", "drone", "fighter", "fleet", "force",
    "hostage", "jet", "migrant", "missile", "personnel", "police", "prisoner", "refugee", "rocket", "shell", "ship",
    "soldier", "supply", "tank", "troops", "troop", "unit", "vehicle", "warship", "weapon",
];

/// True where the list holds the word.
pub(super) fn has(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}
