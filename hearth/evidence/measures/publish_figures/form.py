from django import forms


class PublishFiguresForm(forms.Form):
    is_weighed = forms.BooleanField(label="I have weighed this, and publish them all the same", required=False)
