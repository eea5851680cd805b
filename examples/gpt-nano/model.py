"""A small GPT that can be cut into pipeline stages.

Shapes: B sequences, T tokens of each, H hidden, V vocabulary.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

SEED = 1


class Embedding(nn.Module):
    """Tokens [B, T] to hidden states [B, T, H]: what a token is plus where it stands."""

    def __init__(self, vocabulary: int, length: int, hidden: int):
        super().__init__()
        self.token = nn.Embedding(vocabulary, hidden)
        self.position = nn.Embedding(length, hidden)

    def forward(self, tokens: Tensor) -> Tensor:
        return self.token(tokens) + self.position.weight[: tokens.shape[1]]


class Block(nn.Module):
    """One layer, [B, T, H] to [B, T, H]: causal attention, then a feed-forward network, each added to its input."""

    def __init__(self, hidden: int, heads: int, head_dim: int, feed_forward: int):
        super().__init__()
        self.heads = heads
        self.norm1 = nn.LayerNorm(hidden)
        self.qkv = nn.Linear(hidden, 3 * heads * head_dim, bias=False)
        self.out = nn.Linear(heads * head_dim, hidden, bias=False)
        self.norm2 = nn.LayerNorm(hidden)
        self.up = nn.Linear(hidden, feed_forward)
        self.down = nn.Linear(feed_forward, hidden)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.attention(self.norm1(x))
        return x + self.down(F.gelu(self.up(self.norm2(x))))

    def attention(self, x: Tensor) -> Tensor:
        qkv = self.qkv(x).unflatten(-1, (3, self.heads, -1))  # [B, T, 3, heads, head_dim]
        q, k, v = qkv.permute(2, 0, 3, 1, 4)  # each [B, heads, T, head_dim]
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.out(mixed.transpose(1, 2).flatten(2))


class Head(nn.Module):
    """Hidden states [B, T, H] to the logits [B, T, V] of the next token."""

    def __init__(self, hidden: int, vocabulary: int):
        super().__init__()
        self.norm = nn.LayerNorm(hidden)
        self.logits = nn.Linear(hidden, vocabulary, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.logits(self.norm(x))


class Stage(nn.Module):
    """One stage of the plan: its layers, and the embedding and the head where it holds them.

    Every layer is seeded and named by its own number, so weights do not depend on where the model is cut.
    """

    def __init__(self, plan: dict, number: int):
        super().__init__()
        shape, stage, length = plan["model"], plan["stages"][number], plan["training"]["sequenceLength"]
        hidden, vocabulary, layers = shape["hidden"], shape["vocabulary"], shape["layers"]
        sizes = hidden, shape["heads"], shape["headDim"], shape["feedForward"]
        first, last = plan["stages"][number]["layers"]
        self.embedding = seeded(layers, Embedding, vocabulary, length, hidden) if stage["embedding"] else nn.Identity()
        self.layers = nn.ModuleDict({str(i): seeded(i, Block, *sizes) for i in range(first, last + 1)})
        self.head = seeded(layers + 1, Head, hidden, vocabulary) if stage["head"] else nn.Identity()
        self.bf16 = plan["training"]["precision"] == "bf16"

    def forward(self, x: Tensor) -> Tensor:
        with torch.autocast(x.device.type, torch.bfloat16, enabled=self.bf16):
            x = self.embedding(x)
            for layer in self.layers.values():
                x = layer(x)
            return self.head(x)


def seeded(number: int, module: type[nn.Module], *sizes: int) -> nn.Module:
    """A module with weights that follow from its number alone."""
    torch.manual_seed(1000 * SEED + number)
    return module(*sizes)


def loss_of(logits: Tensor, targets: Tensor) -> Tensor:
    """The mean cross entropy of logits [B, T, V] against the tokens [B, T] that really followed."""
    return F.cross_entropy(logits.flatten(0, 1).float(), targets.flatten())
