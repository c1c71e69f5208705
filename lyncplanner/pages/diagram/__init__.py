"""The picture of a topology: what stands where, without Django and without a browser.

`reading` turns a plan into a `Scene` of boxes and wires, `marking` puts its findings on them,
`drawing` gives everything a place on the canvas, `outline` says the same as nested lists.
"""
