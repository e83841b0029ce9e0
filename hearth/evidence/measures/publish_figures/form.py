from django import forms


class PublishFiguresForm(forms.Form):
    """What is sent is the fingerprint of the warnings that were on the page: of others, nothing is weighed yet."""

    weighed = forms.CharField(label="I have weighed this, and publish them all the same", required=False, max_length=64)
