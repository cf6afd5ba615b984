"""MiniLM (BERT, 6 layers, 384 wide) in plain PyTorch, and the reader built from it.

The reader sees question and passage side by side, each framed and counted as a text of its own. The
first layers read them apart, exactly as the bi-encoder does; in the later ones they look at each other
through gates, one a head and layer, that start nearly shut. So it starts as good as the bi-encoder and
learns from there, where a plain cross-encoder over these weights learned nothing in 7,000 pairs.
Its head weighs: the cosine of both means; of each word of the question the cosine of the nearest word
of the passage (Khattab & Zaharia 2020, late interaction); and a small layer over the two means.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

HEADS, WIDTH, INNER = 12, 384, 1536


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.out, self.n1 = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, 1e-12)
        self.up, self.down, self.n2 = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH), nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x, bias):
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        x = self.n1(x + self.out(seen.transpose(1, 2).reshape(batch, length, width)))
        return self.n2(x + self.down(F.gelu(self.up(x))))


class MiniLM(nn.Module):
    def __init__(self, layers=6, vocabulary=30522, positions=512):
        super().__init__()
        self.words, self.pos, self.seg = nn.Embedding(vocabulary, WIDTH), nn.Embedding(positions, WIDTH), nn.Embedding(2, WIDTH)
        self.norm, self.layers = nn.LayerNorm(WIDTH, 1e-12), nn.ModuleList(Layer() for _ in range(layers))

    def embedded(self, ids, places):
        return self.norm(self.words(ids) + self.pos(places) + self.seg.weight[0])

    def vectors(self, ids, lengths):
        """Unit vectors of whole texts, as the bi-encoder gives them."""
        keep = torch.arange(ids.shape[1])[None] < lengths[:, None]
        x = self.embedded(ids, torch.arange(ids.shape[1])[None])
        bias = torch.zeros(ids.shape).masked_fill(~keep, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return F.normalize((x.float() * keep[..., None]).sum(1), dim=1)

    @staticmethod
    def load(path):
        given = {name.removeprefix('bert.'): value.float() for name, value in load_file(path).items()}
        state = {ours: given[theirs] for ours, theirs in EMBEDDINGS.items()}
        model = MiniLM()
        for i in range(len(model.layers)):
            theirs, ours = f'encoder.layer.{i}.', f'layers.{i}.'
            for kind in ('weight', 'bias'):
                parts = [given[f'{theirs}attention.self.{name}.{kind}'] for name in ('query', 'key', 'value')]
                state[f'{ours}qkv.{kind}'] = torch.cat(parts)
                for name, place in DENSE.items():
                    state[f'{ours}{name}.{kind}'] = given[f'{theirs}{place}.{kind}']
        model.load_state_dict(state)
        return model


EMBEDDINGS = {
    'words.weight': 'embeddings.word_embeddings.weight',
    'pos.weight': 'embeddings.position_embeddings.weight',
    'seg.weight': 'embeddings.token_type_embeddings.weight',
    'norm.weight': 'embeddings.LayerNorm.weight',
    'norm.bias': 'embeddings.LayerNorm.bias',
}
DENSE = {
    'out': 'attention.output.dense',
    'n1': 'attention.output.LayerNorm',
    'up': 'intermediate.dense',
    'down': 'output.dense',
    'n2': 'output.LayerNorm',
}


class Reader(nn.Module):
    SEPARATE = 3

    def __init__(self, base):
        super().__init__()
        self.base = base
        self.gate = nn.Parameter(torch.full((len(base.layers), HEADS), -3.0))
        self.weigh, self.mix, self.head = nn.Linear(WIDTH, 1), nn.Linear(2 * WIDTH, 128), nn.Linear(128, 1)
        self.scale, self.bias = nn.Parameter(torch.tensor([8.0, 8.0])), nn.Parameter(torch.tensor(-9.0))
        for zero in (self.weigh.weight, self.weigh.bias, self.head.weight, self.head.bias):
            nn.init.zeros_(zero)

    def forward(self, ids, places, segments, lengths):
        """Log odds that each passage answers. `segments`: 0 question, 1 passage, 2 padding."""
        x = self.base.embedded(ids, places)
        keep = torch.arange(ids.shape[1])[None] < lengths[:, None]
        padding = torch.zeros(ids.shape, dtype=x.dtype).masked_fill(~keep, -1e4)[:, None, None, :]
        across = (segments[:, :, None] != segments[:, None, :])[:, None].to(x.dtype)
        for i, layer in enumerate(self.base.layers):
            shut = -1e4 if i < self.SEPARATE else self.gate[i][None, :, None, None]
            x = layer(x, padding + across * shut)
        x = x.float()
        asked, told = ((segments == 0) & keep).float(), ((segments == 1) & keep).float()
        question = F.normalize((x * asked[..., None]).sum(1), dim=1)
        passage = F.normalize((x * told[..., None]).sum(1), dim=1)
        units = F.normalize(x, dim=2)
        nearest = (units @ units.transpose(1, 2)).masked_fill(told[:, None, :] == 0, -1).max(2).values
        weights = torch.softmax(self.weigh(x).squeeze(-1).masked_fill(asked == 0, -1e4), 1)
        facts = torch.cat([question * passage, (question - passage).abs()], 1)
        deep = self.head(torch.tanh(self.mix(facts * 8))).squeeze(-1)
        cosine, matched = (question * passage).sum(1), (nearest * weights).sum(1)
        return self.scale[0] * cosine + self.scale[1] * matched + deep + self.bias
