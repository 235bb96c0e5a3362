"""The network: a small encoder, taggers of cues and names over all pieces, a pointer asked about one span at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import BertModel

from headwater.nlp.names import LABELS
from headwater.nlp.network import DEPENDENCIES, PARTS_OF_SPEECH, Encoded, Floats
from headwater.nlp.wordpieces import CASES, LAYOUTS, Integers

SPAN_TAGS = ("outside", "begin source", "inside source", "begin content", "inside content")
"""What the pointer says of each piece, asked about a cue."""
CUE_TAGS = MENTION_TAGS = ("outside", "begin", "inside")
REACH = 64
"""Distances to the asked span are told apart up to this many pieces on either side."""
POINTER_WIDTH, POINTER_HEADS, POINTER_LAYERS, POINTER_DROPOUT = 160, 4, 2, 0.1
PARSER_WIDTH = 128


class Encoder(nn.Module):
    """BERT over word pieces, told the case and the layout of each: ids, cases, layouts, mask [b, t] > [b, t, h]."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="sdpa")
        self.width: int = self.bert.config.hidden_size
        self.case = nn.Embedding(CASES, self.width)
        self.layout = nn.Embedding(LAYOUTS, self.width)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.layout.weight)
        # Dropout inside the encoder halves the speed on a CPU; dropped words (train.py) regularise as well.
        for module in self.bert.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0
        for layer in self.bert.encoder.layer:
            layer.attention.self.dropout.p = 0.0

    def forward(self, ids: Tensor, cases: Tensor, layouts: Tensor, mask: Tensor) -> Tensor:
        embedded = self.bert.embeddings.word_embeddings(ids) + self.case(cases) + self.layout(layouts)
        return self.bert(inputs_embeds=embedded, attention_mask=mask).last_hidden_state


class Tagger(nn.Module):
    """A label for every piece: [b, t, h] > logits [b, t, labels]."""

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(width, width)
        self.out = nn.Linear(width, labels)

    def forward(self, states: Tensor) -> Tensor:
        return self.out(torch.nn.functional.gelu(self.hidden(states)))


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    """Scaled dot-product attention [b, heads, t, d]; pieces outside `mask` [b, t] are not seen."""
    return torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])


class Parser(nn.Module):
    """Which word each word depends on, and as what (deep biaffine attention: Dozat and Manning 2017).

    `arcs` [b, t, h] > scores [b, t, t] of each position for the head of each; `relations` > logits [b, t, labels] of
    what each is to its head, `heads` [b, t] being given.
    """

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.dependent, self.head = nn.Linear(width, PARSER_WIDTH), nn.Linear(width, PARSER_WIDTH)
        self.bilinear = nn.Linear(PARSER_WIDTH, PARSER_WIDTH)
        self.likely = nn.Linear(PARSER_WIDTH, 1)
        self.below, self.above = nn.Linear(width, PARSER_WIDTH), nn.Linear(width, PARSER_WIDTH)
        self.label = nn.Linear(PARSER_WIDTH, labels)

    def arcs(self, states: Tensor, mask: Tensor) -> Tensor:
        gelu = nn.functional.gelu
        dependent, head = gelu(self.dependent(states)), gelu(self.head(states))
        scores = self.bilinear(dependent) @ head.transpose(1, 2) + self.likely(head).transpose(1, 2)
        return scores + (1.0 - mask[:, None, :].float()) * -1e4

    def relations(self, states: Tensor, heads: Tensor) -> Tensor:
        above = self.above(states).gather(1, heads[:, :, None].expand(-1, -1, PARSER_WIDTH))
        return self.label(nn.functional.gelu(self.below(states) + above))


class Block(nn.Module):
    """One pre-norm transformer layer."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.attention_norm = nn.LayerNorm(width)
        self.projection = nn.Linear(width, 3 * width)
        self.join = nn.Linear(width, width)
        self.feed_norm = nn.LayerNorm(width)
        self.feed = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))
        self.drop = nn.Dropout(POINTER_DROPOUT)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, t, w = x.shape
        q, k, v = (
            self.projection(self.attention_norm(x)).view(b, t, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        )
        seen = attention(q, k, v, mask)
        x = x + self.drop(self.join(seen.transpose(1, 2).reshape(b, t, w)))
        return x + self.drop(self.feed(self.feed_norm(x)))


class Pointer(nn.Module):
    """Asked about one span of a window, tags every piece of it with its part in the answer.

    states [q, t, h]; distance [q, t] counts pieces from the span (negative before it, nought in it); mask [q, t]
    boolean. Returns tags [q, t, labels] and how sure one can be that the span is one to ask about [q].
    """

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.project = nn.Linear(width, POINTER_WIDTH)
        self.query = nn.Linear(width, POINTER_WIDTH)
        self.inside = nn.Embedding(2, POINTER_WIDTH)
        self.distance = nn.Embedding(2 * REACH + 1, POINTER_WIDTH)
        self.blocks = nn.ModuleList(Block(POINTER_WIDTH, POINTER_HEADS) for _ in range(POINTER_LAYERS))
        self.norm = nn.LayerNorm(POINTER_WIDTH)
        self.tags = nn.Linear(POINTER_WIDTH, labels)
        self.sure = nn.Sequential(nn.Linear(2 * POINTER_WIDTH, POINTER_WIDTH), nn.GELU(), nn.Linear(POINTER_WIDTH, 1))

    def seen(self, states: Tensor) -> Tensor:
        """What it makes of the pieces before it is asked [b, t, 2w]: each as such, and as one of the span."""
        return torch.cat([self.project(states), self.query(states)], -1)

    def forward(self, states: Tensor, distance: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        span = self.query((states * _share(distance)).sum(1))
        return self.answer(self.project(states), span, distance, mask)

    def answer(self, pieces: Tensor, span: Tensor, distance: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """The same from what it makes of the pieces [q, t, w] and, on average, of the span's [q, w]."""
        x = pieces + span[:, None] + self.inside((distance == 0).long())
        x = x + self.distance(distance.clamp(-REACH, REACH) + REACH)
        for block in self.blocks:
            x = block(x, mask)
        x = self.norm(x)
        everywhere = (x * mask.unsqueeze(2)).sum(1) / mask.sum(1, keepdim=True)
        at_span = (x * _share(distance)).sum(1)
        return self.tags(x), self.sure(torch.cat([at_span, everywhere], 1)).squeeze(1)


def _share(distance: Tensor) -> Tensor:
    """What each piece counts in the mean of the span [q, t, 1]."""
    asked = (distance == 0).float()
    return (asked / asked.sum(1, keepdim=True).clamp(min=1.0)).unsqueeze(2)


class Network(nn.Module):
    """All of it; `encode` and `point` are the interface of the exported network (headwater.nlp.network.Network)."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.encoder = Encoder(folder)
        width = self.encoder.width
        self.drop = nn.Dropout(0.1)
        self.outer = Tagger(width, len(CUE_TAGS))
        self.any = Tagger(width, len(CUE_TAGS))
        self.names = Tagger(width, 1 + 2 * len(LABELS))
        self.phrases = Tagger(width, len(MENTION_TAGS))
        self.words = Tagger(width, len(PARTS_OF_SPEECH))
        self.parser = Parser(width, len(DEPENDENCIES))
        self.meaning = nn.Linear(width, width)
        self.pointers = nn.ModuleDict(
            {
                "attribution": Pointer(width, len(SPAN_TAGS)),
                "coreference": Pointer(width, len(MENTION_TAGS)),
            }
        )

    def states(self, ids: Tensor, cases: Tensor, layouts: Tensor, mask: Tensor) -> Tensor:
        return self.drop(self.encoder(ids, cases, layouts, mask))

    def labels(self, states: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """What Encoded holds beside the states, in its order."""
        taggers = (self.outer, self.any, self.names, self.phrases)
        heads = self.parser.arcs(states, mask).argmax(-1)
        words, dependencies = self.words(states).argmax(-1), self.parser.relations(states, heads).argmax(-1)
        return (*(tagger(states).softmax(-1) for tagger in taggers), words, heads, dependencies)

    @torch.no_grad()
    def encode(self, ids: Integers, cases: Integers, layouts: Integers) -> Encoded:
        given = tuple(self._tensor(a) for a in (ids, cases, layouts, np.ones(ids.shape, dtype=bool)))
        states = self.encoder(*given)
        found = [one.cpu().numpy() for one in (states, *self.labels(states, given[3]))]
        return Encoded(*found, {name: pointer.seen(states).cpu().numpy() for name, pointer in self.pointers.items()})

    @torch.no_grad()
    def point(self, pointer: str, pieces: Floats, span: Floats, distance: Integers) -> tuple[Floats, Floats]:
        given = (self._tensor(a) for a in (pieces, span, distance, np.ones(distance.shape, dtype=bool)))
        tags, sure = self.pointers[pointer].answer(*given)
        return tags.softmax(-1).cpu().numpy(), sure.sigmoid().cpu().numpy()

    def _tensor(self, array: NDArray[Any]) -> Tensor:
        return torch.from_numpy(array).to(self.encoder.case.weight.device)
