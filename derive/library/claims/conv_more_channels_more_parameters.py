"""More channels, more parameters in the next layer."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.more-channels-more-parameters",
    title="More channels, more parameters in the next layer",
    model="conv-counts",
    as_printed=r"\text{more channels, resulting the increasing of the number of parameters in the subsequent layers}",
    letters={"c": "size: fewer channels"},
    assume=("c < C",),
    notation={
        r"\text{more channels, resulting the increasing of the number of parameters in the subsequent layers}": "F c K L + B < F C K L + B"
    },
    source="csce636-a2",
    place="3), disadvantages",
    line=104,
)
