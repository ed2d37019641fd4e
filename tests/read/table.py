"""A small table of functions and a few contexts, for the tests of reading and printing."""

from derive.expressions.build import ONE, add, div, exp, fn, mul, neg, num, power, sub, sym
from derive.notation.functions import Function, FunctionTable

X = sym("x")
A = sym("a")
B = sym("b")


def _f(name, latex, derivative=None, parameters=(X,), **more):
    return Function(name, parameters, latex, derivatives=(derivative,) * len(parameters), **more)


S = fn("sigma", X)
FUNCTIONS = FunctionTable(
    {
        f.name: f
        for f in (
            _f("exp", r"\exp", exp(X)),
            _f("log", r"\log", div(ONE, X), latex_aliases=(r"\ln",)),
            _f("sqrt", r"\sqrt"),
            _f("abs", r"\operatorname{abs}"),
            _f("sin", r"\sin", fn("cos", X)),
            _f("cos", r"\cos", neg(fn("sin", X))),
            _f("sigma", r"\sigma", mul(S, sub(ONE, S)), aliases=("sigmoid",)),
            _f("tanh", r"\tanh", sub(ONE, power(fn("tanh", X), num(2)))),
            _f("relu", r"\operatorname{ReLU}", aliases=("ReLU",)),
            _f("softplus", r"\operatorname{softplus}", S),
            _f("max", r"\max", parameters=(A, B)),
            _f("min", r"\min", parameters=(A, B)),
            _f("floor", r"\operatorname{floor}"),
            _f("ceil", r"\operatorname{ceil}"),
            _f("softmax", r"\operatorname{softmax}", family=True),
        )
    }
)
_ = add
