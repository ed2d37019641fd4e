"""Networks as their authors describe them: parameters, multiplications and outputs beside published numbers.

Parameters and multiplications of the torchvision networks are those of its documented weights (`num_params`,
`_ops`: multiplications and additions counted as one); the others as said.
"""

from __future__ import annotations

import pytest

from tests.layers.shapes import network, number, sizes

CONV3 = "conv2d filters={0} kernel=3 padding=1; relu"


def vgg(*counts: int) -> str:
    """Simonyan and Zisserman (2015), table 1."""
    blocks = [
        "; ".join([*[CONV3.format(f)] * k, "pool2d kernel=2"])
        for f, k in zip((64, 128, 256, 512, 512), counts, strict=True)
    ]
    return "; ".join([*blocks, "flatten; 2 * [linear nodes=4096; relu; dropout]; linear nodes=1000"])


def normed(text: str) -> str:
    return f"{text} without bias; batchnorm"


def residual(filters: int, stride: int, shortcut: bool) -> str:
    own = [
        normed(f"conv2d filters={filters} kernel=3 stride={stride} padding=1") + "; relu",
        normed(f"conv2d filters={filters} kernel=3 padding=1"),
    ]
    around = normed(f"conv2d filters={filters} kernel=1 stride={stride}") if shortcut else ""
    return f"add [{'; '.join(own)} | {around}]; relu"


def bottleneck(filters: int, stride: int, shortcut: bool) -> str:
    own = [
        normed(f"conv2d filters={filters} kernel=1") + "; relu",
        normed(f"conv2d filters={filters} kernel=3 stride={stride} padding=1") + "; relu",
        normed(f"conv2d filters={4 * filters} kernel=1"),
    ]
    around = normed(f"conv2d filters={4 * filters} kernel=1 stride={stride}") if shortcut else ""
    return f"add [{'; '.join(own)} | {around}]; relu"


def resnet(block, counts: tuple[int, ...], first_changes: bool) -> str:
    """He, Zhang, Ren and Sun (2016), table 1; the stride in the second convolution of a bottleneck."""
    layers = [
        normed("conv2d filters=64 kernel=7 stride=2 padding=3"),
        "relu; pool2d kernel=3 stride=2 padding=1",
    ]
    for k, count in enumerate(counts):
        layers.append(block(64 * 2**k, 2 if k else 1, k > 0 or first_changes))
        layers.append(f"{count - 1} * [{block(64 * 2**k, 1, False)}]")
    return "; ".join([*layers, "pool2d kernel=7; flatten; linear nodes=1000"])


def mobilenet() -> str:
    """Howard et al. (2017), table 1."""
    layers = [normed("conv2d filters=32 kernel=3 stride=2 padding=1") + "; relu"]
    channels = 32
    pairs = [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *[(512, 1)] * 5, (1024, 2), (1024, 1)]
    for filters, stride in pairs:
        deep = f"conv2d filters={channels} groups={channels} kernel=3 stride={stride} padding=1"
        layers += [normed(deep) + "; relu", normed(f"conv2d filters={filters} kernel=1") + "; relu"]
        channels = filters
    return "; ".join([*layers, "pool2d kernel=7; flatten; linear nodes=1000"])


def densenet() -> str:
    """Huang, Liu, van der Maaten and Weinberger (2017), table 1: DenseNet-121, growth 32."""
    one = (
        "batchnorm; relu; conv2d filters=128 kernel=1 without bias; "
        "batchnorm; relu; conv2d filters=32 kernel=3 padding=1 without bias"
    )
    layers = [
        normed("conv2d filters=64 kernel=7 stride=2 padding=3"),
        "relu; pool2d kernel=3 stride=2 padding=1",
    ]
    channels = 64
    for k, count in enumerate((6, 12, 24, 16)):
        layers += [f"{count} * [concat [ | {one}]]"]
        channels = channels + 32 * count
        if k < 3:
            channels //= 2
            layers.append(
                f"batchnorm; relu; conv2d filters={channels} kernel=1 without bias; pool2d kernel=2"
            )
    return "; ".join([*layers, "batchnorm; relu; pool2d kernel=7; flatten; linear nodes=1000"])


def inception(a: int, b: int, c: int, d: int, e: int, f: int) -> str:
    """Szegedy et al. (2015), figure 2b: 1 × 1; 3 × 3 and 5 × 5 after a reduction; pooling."""
    return (
        f"concat [conv2d filters={a} kernel=1; relu"
        f" | conv2d filters={b} kernel=1; relu; conv2d filters={c} kernel=3 padding=1; relu"
        f" | conv2d filters={d} kernel=1; relu; conv2d filters={e} kernel=5 padding=2; relu"
        f" | pool2d kernel=3 stride=1 padding=1; conv2d filters={f} kernel=1; relu]"
    )


def fire(squeezed: int, expanded: int) -> str:
    return (
        f"conv2d filters={squeezed} kernel=1; relu; concat [conv2d filters={expanded} kernel=1; relu"
        f" | conv2d filters={expanded} kernel=3 padding=1; relu]"
    )


def unet(filters: int, deep: int) -> str:
    """Ronneberger, Fischer and Brox (2015), figure 1, with padded convolutions: one level holds the next."""
    pair = "; ".join([CONV3.format(filters)] * 2)
    if not deep:
        return pair
    up = f"transposed-conv2d filters={filters} kernel=2 stride=2"
    return f"{pair}; concat [ | pool2d kernel=2; {unet(2 * filters, deep - 1)}; {up}]; {pair}"


def transformer(features: int, inside: int, heads: int) -> str:
    """Vaswani et al. (2017), section 3.1: an encoder layer."""
    return (
        f"add [attention heads={heads} | ]; layernorm; "
        f"add [positionwise nodes={inside}; relu; positionwise nodes={features} | ]; layernorm"
    )


LENET = (
    "conv2d filters=6 kernel=5; tanh; pool2d kernel=2; conv2d filters=16 kernel=5; tanh; pool2d kernel=2; "
    "flatten; linear nodes=120; tanh; linear nodes=84; tanh; linear nodes=10"
)
ALEXNET = (
    "conv2d filters=64 kernel=11 stride=4 padding=2; relu; pool2d kernel=3 stride=2; "
    "conv2d filters=192 kernel=5 padding=2; relu; pool2d kernel=3 stride=2; "
    "conv2d filters=384 kernel=3 padding=1; relu; 2 * [conv2d filters=256 kernel=3 padding=1; relu]; "
    "pool2d kernel=3 stride=2; flatten; 2 * [dropout; linear nodes=4096; relu]; linear nodes=1000"
)
SQUEEZENET = "; ".join(
    [
        "conv2d filters=64 kernel=3 stride=2; relu; pool2d kernel=3 stride=2",
        fire(16, 64), fire(16, 64), "pool2d kernel=3 stride=2",
        fire(32, 128), fire(32, 128), "pool2d kernel=3 stride=2",
        fire(48, 192), fire(48, 192), fire(64, 256), fire(64, 256),
        "conv2d filters=1000 kernel=1; relu",
    ]
)  # fmt: skip
DCGAN = "; ".join(
    [
        normed("transposed-conv2d filters=512 kernel=4") + "; relu",
        *(
            normed(f"transposed-conv2d filters={f} kernel=4 stride=2 padding=1") + "; relu"
            for f in (256, 128, 64)
        ),
        "transposed-conv2d filters=3 kernel=4 stride=2 padding=1 without bias; tanh",
    ]
)
DISCRIMINATOR = "; ".join(
    [
        "conv2d filters=64 kernel=4 stride=2 padding=1 without bias; relu",
        *(normed(f"conv2d filters={f} kernel=4 stride=2 padding=1") + "; relu" for f in (128, 256, 512)),
        "conv2d filters=1 kernel=4 without bias; sigmoid",
    ]
)
BERT = (
    "add [embedding vocabulary=30522 features=768 | embedding vocabulary=512 features=768"
    f" | embedding vocabulary=2 features=768]; layernorm; 12 * [{transformer(768, 3072, 12)}]"
)
LANGUAGE_MODEL = (
    "embedding vocabulary=33278 features=200; 2 * [dropout; lstm hidden=200]; dropout; "
    "positionwise nodes=33278"
)
SEQ2SEQ = "embedding vocabulary=4345 features=128; gru hidden=128; positionwise nodes=2803"
AUTOENCODER = (
    "linear nodes=128; relu; linear nodes=64; relu; linear nodes=12; relu; linear nodes=3; "
    "linear nodes=12; relu; linear nodes=64; relu; linear nodes=128; relu; linear nodes=784; tanh"
)
WAVENET = "; ".join(f"conv1d filters=32 kernel=2 dilation={2**k}; tanh" for k in range(10))

# name: layers, input, output, parameters, multiplications (None: not published), where the numbers are from
TABLE: dict[str, tuple[str, str, tuple[int, ...], int, int | None, str]] = {
    "LeNet-5": (
        LENET,
        "1x32x32",
        (10,),
        61706,
        416520,
        "LeCun et al. (1998), S2 and S4 without weights, C3 full",
    ),
    "AlexNet": (ALEXNET, "3x224x224", (1000,), 61100840, 714188480, "torchvision: 61,100,840; 0.714 GFLOPS"),
    "VGG-16": (vgg(2, 2, 3, 3, 3), "3x224x224", (1000,), 138357544, 15470264320, "torchvision: 15.47"),
    "VGG-19": (vgg(2, 2, 4, 4, 4), "3x224x224", (1000,), 143667240, 19632062464, "torchvision: 19.632"),
    "ResNet-18": (resnet(residual, (2, 2, 2, 2), False), "3x224x224", (1000,), 11689512, 1814073344, "1.814"),
    "ResNet-34": (resnet(residual, (3, 4, 6, 3), False), "3x224x224", (1000,), 21797672, 3663761408, "3.664"),
    "ResNet-50": (
        resnet(bottleneck, (3, 4, 6, 3), True),
        "3x224x224",
        (1000,),
        25557032,
        4089184256,
        "4.089",
    ),
    "ResNet-101": (
        resnet(bottleneck, (3, 4, 23, 3), True),
        "3x224x224",
        (1000,),
        44549160,
        7801405440,
        "7.801",
    ),
    "MobileNet": (
        mobilenet(),
        "3x224x224",
        (1000,),
        4231976,
        568740352,
        "Howard et al.: 4.2 and 569 million",
    ),
    "DenseNet-121": (densenet(), "3x224x224", (1000,), 7978856, 2834161664, "torchvision: 7,978,856; 2.834"),
    "SqueezeNet 1.1": (SQUEEZENET, "3x224x224", (1000, 13, 13), 1235496, None, "torchvision: 1,235,496"),
    "Inception 3a": (
        inception(64, 96, 128, 16, 32, 32),
        "192x28x28",
        (256, 28, 28),
        163696,
        None,
        "with biases",
    ),
    "Inception 3b": (
        inception(128, 128, 192, 32, 96, 64),
        "256x28x28",
        (480, 28, 28),
        388736,
        None,
        "with biases",
    ),
    "U-Net": (
        f"{unet(64, 4)}; conv2d filters=2 kernel=1",
        "1x512x512",
        (2, 512, 512),
        31030658,
        None,
        "31,030,658 for two classes",
    ),
    "DCGAN generator": (DCGAN, "100x1x1", (3, 64, 64), 3576704, None, "PyTorch's tutorial: 3,576,704"),
    "DCGAN discriminator": (
        DISCRIMINATOR,
        "3x64x64",
        (1, 1, 1),
        2765568,
        None,
        "PyTorch's tutorial: 2,765,568",
    ),
    "Transformer layer": (
        transformer(512, 2048, 8),
        "10x512",
        (10, 512),
        3152384,
        None,
        "TransformerEncoderLayer",
    ),
    "BERT base": (BERT, "128", (128, 768), 108891648, None, "110 million, without the pooler"),
    "LSTM language model": (LANGUAGE_MODEL, "35", (35, 33278), 13987678, None, "torch.nn modules"),
    "GRU translation": (SEQ2SEQ, "10", (10, 2803), 1016819, None, "torch.nn modules"),
    "Autoencoder": (AUTOENCODER, "784", (784,), 219891, None, "torch.nn modules"),
    "WaveNet": (WAVENET, "32x2048", (32, 1025), 10 * (32 * 32 * 2 + 32), None, "van den Oord et al. (2016)"),
}


@pytest.mark.parametrize("name", list(TABLE))
def test_an_architecture(name: str) -> None:
    layers, shape, output, parameters, multiplications, _ = TABLE[name]
    found = network(layers, shape)
    assert sizes(found.output) == output
    assert number(found.quantity("parameters")) == parameters
    if multiplications is not None:
        assert number(found.quantity("multiplications")) == multiplications


# Araujo, Norris and Sim (2019), "Computing receptive fields", table 1; WaveNet: its section 2.1; ResNet-50
# with the stride in the second convolution of a block (theirs is elsewhere, 483): by autograd
FIELDS = {
    "VGG-16": (vgg(2, 2, 3, 3, 3).partition("; flatten")[0], "3x224x224", 212),
    "ResNet-50": (resnet(bottleneck, (3, 4, 6, 3), True).partition("; pool2d kernel=7")[0], "3x224x224", 427),
    "MobileNet": (mobilenet().partition("; pool2d kernel=7")[0], "3x224x224", 315),
    "AlexNet": (ALEXNET.partition("; flatten")[0], "3x224x224", 195),
    "WaveNet": (WAVENET, "32x2048", 1024),
}


@pytest.mark.parametrize("name", list(FIELDS))
def test_the_receptive_field(name: str) -> None:
    layers, shape, wanted = FIELDS[name]
    assert number(network(layers, shape).fields[0].span) == wanted
