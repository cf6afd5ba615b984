"""reader.pt → reader.safetensors, with BERT's own names, for bench/embedder/build-reader-int8.ts.

    python bench/reader/export.py reader.pt reader.safetensors
"""
import sys
import torch
from safetensors.torch import save_file
from minilm import DENSE, EMBEDDINGS

state, named = torch.load(sys.argv[1]), {}
for name, value in state.items():
    if name.startswith('base.layers.'):
        _, _, layer, part, kind = name.split('.')
        place = f'encoder.layer.{layer}.'
        if part == 'qkv':
            for which, third in zip(('query', 'key', 'value'), value.chunk(3)):
                named[f'{place}attention.self.{which}.{kind}'] = third
        else:
            named[f'{place}{DENSE[part]}.{kind}'] = value
    elif name.startswith('base.'):
        named[EMBEDDINGS[name[len('base.') :]]] = value
    else:
        named[name] = value
save_file({name: value.float().contiguous().clone() for name, value in named.items()}, sys.argv[2])
