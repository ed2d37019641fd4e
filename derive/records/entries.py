"""What the library's files hold: text as a person writes it, read and judged by the registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Source:
    """A document a claim is printed in."""

    id: str
    title: str
    author: str = ""
    year: int | None = None


@dataclass(frozen=True)
class Primitive:
    """A function of one or more real arguments, as data.

    name         what it is called in expressions: "softplus"; also its name in plain maths
    parameters   "x" or "x, a"
    definition   its defining form in other functions, plain maths ("" for the elementary ones)
    derivative   one plain-maths formula for each parameter, in the words a reader wants
    domain       relations for which it has a value; `smooth`: where it is differentiable besides
    partial      True where it has values outside `domain` too, of which nothing is known here
    range        bounds, with the word `value`: "0 < value"
    following    recurrence: its value with the first parameter one greater ("x*gamma(x)")
    preceding    recurrence: its value with the first parameter one less
    latex        how its name is set: r"\\sigma", r"\\operatorname{softplus}"
    family       True for functions of a whole vector (softmax): the first argument is indexed
    numpy        its name in NumPy code, "np.tanh", or a formula with {0} for its argument; "" to write
                 its definition; torch: likewise in PyTorch code
    """

    name: str
    parameters: str
    latex: str
    title: str = ""
    definition: str = ""
    derivative: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    smooth: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    following: str = ""
    preceding: str = ""
    aliases: tuple[str, ...] = ()
    latex_aliases: tuple[str, ...] = ()
    family: bool = False
    partial: bool = False
    source: str = ""
    numpy: str = ""
    torch: str = ""


@dataclass(frozen=True)
class Model:
    """Equations in order, with the letters they are written in.

    letters      name → declaration: "real" · "integer" · "size" · "index 1..n" · "real[n]"
                 · "real[N, d]" · "function", then optionally ": what it means"
    equations    "left = right" each, LaTeX or plain
    assumptions  relations that are part of the model
    notation     how prints of this model's claims are read, on top of each claim's own
    """

    id: str
    title: str
    letters: Mapping[str, str] = field(default_factory=dict)
    equations: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    about: str = ""
    source: str = ""
    notation: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Claim:
    """A documented result.

    as_printed   the LaTeX as the source prints it (one formula, or several that form one chain);
                 reading it with the entry's notation is what gives the judged statement
    as_meant     the repair of a slip of printing or scanning, judged besides
    notation     how the print is read, written → read as: `{"Zk": "Z_k", "X": r"\\cdot"}`; whole
                 tokens only, the longest first
    letters      declarations in addition to the model's
    define       further definitions that the document makes
    assume       what the document declares
    assume_meant what it meant to declare, where that is another thing
    target       the left side to derive, when it is not the first side of the printed chain
    uses         ids of claims that the derivation may use as lemmas
    words        the letters and functions the result is to be expressed in
    lead         what the previous formula's last side was, when the print begins with `=`
    part_of      id of the claim in whose write-up this one is shown
    line         the line of the source's text on which the print begins: errors are listed in this order
    denied       the source says that this does not hold
    about        what the result says and what it is good for: shown after the model's own words
    remarks      what a reader should know of the documented form, one sentence each
    """

    id: str
    title: str
    model: str
    as_printed: str
    source: str = ""
    place: str = ""
    as_meant: str = ""
    notation: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    define: tuple[str, ...] = ()
    assume: tuple[str, ...] = ()
    assume_meant: tuple[str, ...] = ()
    target: str = ""
    uses: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    lead: str = ""
    part_of: str = ""
    line: int = 0
    denied: bool = False
    about: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Example:
    """A wrong answer to a task: `asked` under `define`, answered by `answer`."""

    asked: str
    answer: str
    define: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    assume: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mistake:
    """A mistake people make, as a mistaken rewriting.

    slip      which rewriting: a name of `derive.answers.slips`
    sentence  what is said when the mistaken derivation is proved equal to the answer; {what} is the place
    example   a task and an answer that the mistake gives
    """

    id: str
    slip: str
    sentence: str
    example: Example


@dataclass(frozen=True)
class Rule:
    """A rule that steps are named by: the id, the sentence a reader sees, and the formula.

    kind      differentiation | indices | algebra | definition
    sentence  how the step is announced: "quotient rule"
    formula   the rule in LaTeX
    when      its guard in words, shown where it matters
    trivial   whether the step may be folded into its neighbour in a brief write-up
    """

    id: str
    kind: str
    sentence: str
    formula: str
    when: str = ""
    trivial: bool = False


@dataclass(frozen=True)
class Window:
    """An axis along which a window slides; all fields are letters or plain maths.

    output = ⌊(input + 2·padding − dilation·(kernel − 1) − 1)/stride⌋ + 1, the number of places t = 0, 1, …
    at which the window, from t·stride to t·stride + dilation·(kernel − 1), lies in the padded input.
    transposed: output = (input − 1)·stride − 2·padding + dilation·(kernel − 1) + extra + 1, the length that
    the windows of all inputs cover, less the padding.
    """

    output: str
    input: str
    kernel: str
    stride: str = "1"
    padding: str = "0"
    dilation: str = "1"
    extra: str = "0"
    transposed: bool = False


@dataclass(frozen=True)
class Part:
    """A layer inside a network: its id, its settings as they are typed, how many times it stands there.

    without     its parameters that are left out: ("bias",)
    """

    layer: str
    settings: str = ""
    times: str = "1"
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layer:
    """A layer of a network, as data: what its documented formulas say, in plain maths.

    letters     name → declaration ("size: the filters"); `defaults` are the values of those that have one
    words       what is typed for a letter: {"kernel": ("K", "L")}; one value is given to all of them
    input       the shape of the input, a formula for each axis; `output` likewise
    windows     the axes along which a window slides: they define the letters of the output
    sizes       other letters of the output: name → formula
    parameters  name → shape; `optional` are those that may be left out
    sums        each entry of the output is a sum over this many products
    operations  name → formula: what is counted besides
    requires    relation → the sentence that says what it asks for
    documented  letter of the output → the formula as the source documents it; `counted` likewise for
                "parameters"
    parts       a layer made of layers, in order; `shortcut` when its input is added to its output
    """

    id: str
    title: str
    letters: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    input: tuple[str, ...] = ()
    output: tuple[str, ...] = ()
    windows: tuple[Window, ...] = ()
    sizes: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    optional: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    operations: Mapping[str, str] = field(default_factory=dict)
    requires: Mapping[str, str] = field(default_factory=dict)
    documented: Mapping[str, str] = field(default_factory=dict)
    counted: str = ""
    parts: tuple[Part, ...] = ()
    shortcut: bool = False
    about: str = ""
    source: str = ""
    place: str = ""
