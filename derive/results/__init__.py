"""Results as the doors hand them out; import the part you need, so that a check does not load the templates.

claim_pages    a claim's write-up
own_gradient   a gradient of the user's own
verdict_data   a verdict as plain data
"""
