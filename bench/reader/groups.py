"""Makes groups.json: a question, the section that answers it, and the hardest sections that do not.

    python bench/reader/groups.py groups.json [headings a source, default 900]

Hard ones are what search would propose instead: the best of the same help centre by MiniLM and TF-IDF
together, without near copies of the right one and without sections of the same heading.
"""
import collections
import json
import random
import re
import sys
import numpy as np
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from minilm import MiniLM
from texts import CLS, SEP, WEIGHTS, own_questions, pieces, place, sections

random.seed(3)
GENERIC = set(
    'overview introduction summary symptoms cause resolution workaround status more information references see '
    'also next steps prerequisites notes note example examples usage description parameters requirements '
    'background conclusion related topics applies to learn additional resources options'.split()
)


def normal(text):
    return re.sub(r'[^a-z0-9 ]', '', text.lower()).strip()


def vectors(model, texts, longest):
    encoded = [[CLS, *pieces(text)[: longest - 2], SEP] for text in texts]
    out = np.zeros((len(texts), 384), np.float32)
    order = sorted(range(len(texts)), key=lambda i: len(encoded[i]))
    with torch.no_grad(), torch.autocast('cpu', dtype=torch.bfloat16):
        for at in range(0, len(order), 64):
            part = order[at : at + 64]
            lengths = torch.tensor([len(encoded[i]) for i in part])
            ids = torch.zeros(len(part), int(lengths.max()), dtype=torch.long)
            for row, i in enumerate(part):
                ids[row, : len(encoded[i])] = torch.tensor(encoded[i])
            out[part] = model.vectors(ids, lengths).numpy()
    return out


def shingles(row):
    words = normal(row['plain']).split()[:150]
    return {' '.join(words[k : k + 3]) for k in range(len(words) - 2)}


def main(path, most_headings):
    rows = sections()
    number = {row['id']: i for i, row in enumerate(rows)}
    of_source = collections.defaultdict(list)
    for i, row in enumerate(rows):
        of_source[row['source']].append(i)
    times = collections.Counter(normal(row['heading']) for row in rows)

    def telling(heading):
        words = normal(heading).split()
        return 2 <= len(words) <= 16 and times[normal(heading)] <= 3 and sum(w not in GENERIC for w in words) >= 2

    asked = []
    for section, answered, missed in own_questions():
        if section in number:
            asked += [(question, number[section], 'ask') for question in answered]
            asked += [(question, number[section], 'miss') for question in missed]
    for source, mine in of_source.items():
        usable = [i for i in mine if telling(rows[i]['heading'])]
        random.shuffle(usable)
        usable.sort(key=lambda i: not rows[i]['question'])
        asked += [(rows[i]['heading'], i, 'heading') for i in usable[:most_headings]]

    model = MiniLM.load(WEIGHTS).eval()
    passages = vectors(model, [f"{place(row)}\n{row['plain'][:1200]}" for row in rows], 160)
    questions = vectors(model, [question for question, _, _ in asked], 64)
    words, sparse = {}, {}
    for source, mine in of_source.items():
        words[source] = TfidfVectorizer(sublinear_tf=True, stop_words='english')
        texts = [f"{rows[i]['title']} {rows[i]['heading']} {rows[i]['plain']}" for i in mine]
        sparse[source] = words[source].fit_transform(texts)

    groups = []
    for at, (question, right, kind) in enumerate(asked):
        source = rows[right]['source']
        mine = np.array(of_source[source])
        lexical = (sparse[source] @ words[source].transform([question]).T).toarray().ravel()
        score = 0.7 * (passages[mine] @ questions[at]) + 0.3 * lexical / max(lexical.max(), 1e-6)
        ours = shingles(rows[right])

        def differs(i):
            theirs = shingles(rows[i])
            copied = ours and theirs and len(ours & theirs) > 0.4 * min(len(ours), len(theirs))
            return i != right and not copied and normal(rows[i]['heading']) != normal(question)

        hard = [int(i) for i in mine[np.argsort(-score)[:26]] if differs(int(i))][:16]
        groups.append({'question': question, 'right': rows[right]['id'], 'kind': kind, 'source': source,
                       'hard': [rows[i]['id'] for i in hard]})
    json.dump(groups, open(path, 'w'))
    print(len(groups), 'groups')


if __name__ == '__main__':
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 900)
