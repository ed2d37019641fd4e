"""The LaTeX that amsmath and KaTeX both set, and that only sets: nothing here reads, writes or defines."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENVIRONMENTS = _words(
    """aligned alignedat gathered split cases
    matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix"""
)


def _commands(*rows: str) -> frozenset[str]:
    return frozenset("\\" + word for row in rows for word in row.split())


GREEK = _commands(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi",
    "rho varrho sigma varsigma tau upsilon phi varphi chi psi omega",
    "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega",
)
BINARY = _commands(
    "pm mp intercal times div cdot ast star circ bullet odot otimes oplus ominus cup cap setminus wedge vee"
    " land lor"
)
RELATION = _commands(
    "le leq ge geq ne neq approx sim simeq equiv cong propto in notin ni subset subseteq supset supseteq",
    "to rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow implies iff mapsto ll gg",
    "longrightarrow Longrightarrow mid nmid parallel perp leqslant geqslant triangleq doteq",
)
LARGE = _commands("sum prod int iint oint bigcup bigcap bigoplus bigotimes bigodot")
FUNCTION = _commands(
    "log ln exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan max min sup inf lim det dim",
    "ker arg gcd deg Pr limsup liminf",
)
ARGUMENT = _commands(
    "frac dfrac tfrac cfrac binom dbinom tbinom sqrt overline underline overbrace underbrace",
    "overset underset stackrel hat widehat tilde widetilde bar vec dot ddot check breve acute grave",
    "boxed phantom hphantom",
    "vphantom mathrm mathbf mathit mathsf mathtt mathcal mathbb mathfrak boldsymbol text textbf textit",
    "textrm operatorname pmb substack bmod pmod mod mathring",
)
DELIMITER = _commands(
    "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm",
    "langle rangle lfloor rfloor lceil rceil lvert rvert lVert rVert vert Vert lbrace rbrace lbrack rbrack",
)
LETTER = _commands(
    "partial nabla infty ell hbar imath jmath Re Im aleph emptyset varnothing forall exists neg lnot top bot",
    "prime dagger ddagger angle triangle square blacksquare cdots ldots vdots ddots dots dotsc dotsb surd",
)
SPACE = _commands(
    "quad qquad enspace thinspace medspace thickspace negthinspace displaystyle textstyle scriptstyle",
    "scriptscriptstyle limits nolimits cr not",
) | {r"\,", r"\:", r"\;", r"\!", "\\ ", r"\\", r"\{", r"\}", r"\|", r"\%", r"\_", r"\#", r"\&", r"\$"}

MATHS_COMMANDS = GREEK | BINARY | RELATION | LARGE | FUNCTION | ARGUMENT | DELIMITER | LETTER | SPACE
