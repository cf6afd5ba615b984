"""Teaches the reader.

    python bench/reader/train.py groups.json reader.pt [--minutes 60] [--rate 6e-5] [--init earlier.pt]

Each group is judged twice over: which of its passages is the best (softmax), and of each alone whether it
answers (logistic). In a group either all passages show their own heading or none does: were it only the
right one that lacks it (as when a heading is asked), the reader would learn to look for that.
"""
import argparse
import json
import random
import time
import numpy as np
import torch
import torch.nn.functional as F
from sklearn.metrics import roc_auc_score
from minilm import MiniLM, Reader
from texts import CLS, SEP, WEIGHTS, pieces, place, sections, squad

QUESTION, BOTH = 48, 152
# Questions of people about these are kept to report on; of HEADINGS_KEPT the headings too, so that
# confidence can be calibrated on documents the reader does not know.
OWN_WORDS_KEPT = {'firefly-iii_docs', '18F_handbook'}
HEADINGS_KEPT = OWN_WORDS_KEPT | {
    'railwayapp_docs', 'superfly_docs', 'sendgrid_docs', 'jitsi_handbook', 'department-of-veterans-affairs_vagov-content',
}
IMPERATIVE = set(
    'create add remove delete change set use configure install enable disable manage update edit view get connect import '
    'export share move send open find run deploy upload restore reset turn make start stop fix test build customize '
    'specify define check allow block save sync assign schedule verify invite upgrade recover choose select apply'.split()
)
ASKED = ['how do i {}', 'how can i {}', 'how to {}', 'i want to {}', 'can you tell me how to {}']
NAMED = ['{}', '{}?', 'what about {}', 'i have a question about {}', 'tell me about {}', 'help with {}', '{} please']


def noisy(question):
    """Lower case, a word left out, a slip of the finger: some of each."""
    if random.random() < 0.25:
        question = question.lower().rstrip('?.!')
    words = question.split()
    if random.random() < 0.12 and len(words) > 4:
        del words[random.randrange(len(words))]
    if random.random() < 0.12:
        k = random.randrange(len(words))
        word = words[k]
        if len(word) > 4:
            p, way = random.randrange(1, len(word) - 1), random.random()
            dropped, swapped = word[:p] + word[p + 1 :], word[:p] + word[p + 1] + word[p] + word[p + 2 :]
            added = word[:p] + random.choice('abcdefghijklmnopqrstuvwxyz') + word[p:]
            words[k] = dropped if way < 0.35 else swapped if way < 0.7 else added
    return ' '.join(words)


def asked(row):
    heading = row['heading']
    if row['question'] or random.random() < 0.45:
        return heading
    lower = heading[0].lower() + heading[1:]
    if lower.split()[0] in IMPERATIVE:
        return random.choice(ASKED).format(lower)
    return random.choice(NAMED).format(heading if random.random() < 0.5 else lower)


def pair(question, passage):
    question = [CLS, *list(pieces(question))[: QUESTION - 2], SEP]
    passage = [CLS, *passage[: BOTH - len(question) - 2], SEP]
    return question + passage, len(question)


def passage(row, heading):
    return [*pieces(place(row, heading))[:40], *pieces(row['plain'][:1400])]


def made(group, rows):
    """Pairs with labels, the right one first; whether they compete."""
    if 'context' in group:
        return [(pair(group['question'], list(pieces(group['context']))), float(group['answerable']))], False
    right, heading = rows[group['right']], group['kind'] != 'heading' and random.random() < 0.75
    if group['kind'] == 'miss':
        return [(pair(noisy(group['question']), passage(right, random.random() < 0.8)), 0.0)], False
    question = noisy(asked(right) if group['kind'] == 'heading' else group['question'])
    pool = group['hard'][:6] if random.random() < 0.5 else group['hard']
    others = random.sample(pool, min(4, len(pool)))
    return [(pair(question, passage(right, heading)), 1.0)] + [
        (pair(question, passage(rows[other], heading)), 0.0) for other in others
    ], True


def tensors(pairs):
    longest = max(len(ids) for ids, _ in pairs)
    ids = torch.zeros(len(pairs), longest, dtype=torch.long)
    segments, places = torch.full_like(ids, 2), torch.zeros_like(ids)
    for row, (tokens, split) in enumerate(pairs):
        n = len(tokens)
        ids[row, :n] = torch.tensor(tokens)
        segments[row, :split], segments[row, split:n] = 0, 1
        places[row, :split], places[row, split:n] = torch.arange(split), torch.arange(n - split)
    return ids, places, segments, torch.tensor([len(tokens) for tokens, _ in pairs])


def odds(model, pairs):
    out = np.zeros(len(pairs))
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]))
    with torch.no_grad(), torch.autocast('cpu', dtype=torch.bfloat16):
        for at in range(0, len(order), 64):
            part = order[at : at + 64]
            out[part] = model(*tensors([pairs[i] for i in part])).float().numpy()
    return out


def report(model, kept, kept_squad, rows):
    """On questions about documents that were kept out."""
    some = random.Random(2).sample(kept, min(300, len(kept)))
    alone = odds(model, [pair(group['question'], passage(rows[group['right']], True)) for group in some])
    answers = roc_auc_score([group['kind'] == 'ask' for group in some], alone)
    first = []
    for group in [group for group in some if group['kind'] == 'ask'][:80]:
        all_of_them = [group['right'], *group['hard'][:8]]
        scores = odds(model, [pair(group['question'], passage(rows[i], True)) for i in all_of_them])
        first.append(scores[0] >= scores.max())
    squads = random.Random(2).sample(kept_squad, 220)
    its = odds(model, [pair(row['question'], list(pieces(row['context']))) for row in squads])
    return (f'answers or resembles AUROC {answers:.3f}, first of nine {np.mean(first):.3f}, '
            f"SQuAD 2 AUROC {roc_auc_score([row['answerable'] for row in squads], its):.3f}")


def batches(groups, rows, size=28):
    """Without end; passages of like length together."""
    while True:
        chunk = [group for group in (made(next(groups), rows) for _ in range(112)) if group[0]]
        chunk.sort(key=lambda group: max(len(ids) for (ids, _), _ in group[0]))
        batch, found = [], []
        for group in chunk:
            batch.append(group)
            if sum(len(pairs) for pairs, _ in batch) >= size:
                found.append(batch)
                batch = []
        random.shuffle(found)
        yield from found


def endless(headings, own, contexts):
    while True:
        round_ = random.sample(headings, min(3000, len(headings))) + own * 2 + contexts
        random.shuffle(round_)
        yield from round_


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('groups')
    parser.add_argument('out')
    parser.add_argument('--minutes', type=float, default=60)
    parser.add_argument('--rate', type=float, default=6e-5)
    parser.add_argument('--init')
    options = parser.parse_args()
    random.seed(5)
    torch.manual_seed(5)
    rows = {row['id']: row for row in sections()}
    groups = json.load(open(options.groups))
    headings = [g for g in groups if g['kind'] == 'heading' and g['source'] not in HEADINGS_KEPT]
    own = [g for g in groups if g['kind'] != 'heading' and g['source'] not in OWN_WORDS_KEPT]
    kept = [g for g in groups if g['kind'] != 'heading' and g['source'] in OWN_WORDS_KEPT]
    contexts, kept_squad = squad()
    model = Reader(MiniLM.load(WEIGHTS))
    if options.init:
        model.load_state_dict(torch.load(options.init))
    for fixed in (model.base.words, model.base.pos):
        fixed.weight.requires_grad = False
    learned = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW([
        {'params': [p for name, p in learned if not name.startswith('base')], 'weight_decay': 0, 'times': 10},
        {'params': [p for name, p in learned if name.startswith('base') and p.ndim > 1], 'weight_decay': 0.01, 'times': 1},
        {'params': [p for name, p in learned if name.startswith('base') and p.ndim <= 1], 'weight_decay': 0, 'times': 1},
    ], lr=options.rate, betas=(0.9, 0.98))
    print('before:', report(model, kept, kept_squad, rows), flush=True)
    start, seen, losses = time.time(), 0, []
    for step, batch in enumerate(batches(endless(headings, own, contexts), rows), 1):
        spent = (time.time() - start) / (60 * options.minutes)
        if spent >= 1:
            break
        for group in optimizer.param_groups:
            group['lr'] = options.rate * min(1, step / 30) * max(0.02, 1 - spent) * group['times']
        pairs = [p for group, _ in batch for p, _ in group]
        labels = torch.tensor([label for group, _ in batch for _, label in group])
        with torch.autocast('cpu', dtype=torch.bfloat16):
            scores = model(*tensors(pairs))
        scores = scores.float()
        loss = F.binary_cross_entropy_with_logits(scores, labels)
        rivals, at = [], 0
        for group, compete in batch:
            if compete:
                rivals.append(-F.log_softmax(scores[at : at + len(group)], 0)[0])
            at += len(group)
        if rivals:
            loss = loss + 0.5 * torch.stack(rivals).mean()
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        seen += len(pairs)
        losses.append(loss.item())
        if step % 50 == 0:
            print(step, seen, f'loss {np.mean(losses[-50:]):.3f}, {100 * spent:.0f} %', flush=True)
    torch.save(model.state_dict(), options.out)
    print('after:', report(model, kept, kept_squad, rows))


if __name__ == '__main__':
    main()
