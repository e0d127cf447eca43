"""`make encoder`: tunes the encoder that reads messages, and writes it with its card into `data/encoder`.

Walked once, from left to right: `extract` (base weights) → `examples` (what is learnt from) → `corpus` (what each epoch sees,
by `variants`, `names` and `negatives`) → `batches` → `network`, `tune` → `export` → `figures` → `card`. Only `network`,
`tune` and `export` need torch.
"""
