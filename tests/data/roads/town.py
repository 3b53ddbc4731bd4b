"""A town of three corners, written as a map extract.

From A a one-way street leads north to B, 1.0008 km away (0.009 degrees of latitude);
from B a signed road leads east to C, and a country road back to A. Beside the one-way
street runs a cycleway. D, an island in the east, has a street of its own.
"""

from pathlib import Path

A, B, C = (59.170, 14.870), (59.179, 14.870), (59.179, 14.890)
D = (59.170, 14.930)
STREETS = (
    ("AB", {"highway": "residential", "oneway": "yes"}),
    ("BC", {"highway": "tertiary", "maxspeed": "60"}),
    ("CA", {"highway": "unclassified"}),
    ("BA", {"highway": "cycleway"}),
    ("DE", {"highway": "residential"}),
)
LIGHTS = {"highway": "traffic_signals"}
"""At E, where nobody has to wait for them."""
NO_U_TURN = {"type": "restriction", "restriction": "no_u_turn"}
"""At C, from BC into itself."""
_NODES = {"A": A, "B": B, "C": C, "D": D, "E": (59.171, 14.930)}


def write_town(path: Path) -> Path:
    """Write the extract."""
    import osmium
    from osmium.osm.mutable import Node, Relation, Way

    writer = osmium.SimpleWriter(str(path), overwrite=True)
    for number, (lat, lon) in enumerate(_NODES.values(), start=1):
        tags = LIGHTS if number == len(_NODES) else {}
        writer.add_node(Node(id=number, location=(lon, lat), tags=tags, version=1))
    for number, (ends, tags) in enumerate(STREETS, start=1):
        nodes = [list(_NODES).index(end) + 1 for end in ends]
        writer.add_way(Way(id=number, nodes=nodes, tags=tags, version=1))
    members = [("w", 2, "from"), ("n", 3, "via"), ("w", 2, "to")]
    writer.add_relation(Relation(id=1, members=members, tags=NO_U_TURN, version=1))
    writer.close()
    return path
