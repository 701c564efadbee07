"""Makes a copy of a run that may be handed on: what tells who the patient is, is taken out.

`known.py` finds out what that is, `mask_text.py` takes it out of words and addresses,
`mask_pixels.py` out of pictures, `bundle.py` packs the file, `check.py` looks for what was left.
"""
