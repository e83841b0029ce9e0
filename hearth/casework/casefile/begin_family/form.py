from django import forms


class BeginFamilyForm(forms.Form):
    name = forms.CharField(
        label="What is the family called?",
        help_text="Usually the family name, such as Okafor-Reid. If no name is known yet, use the child's number.",
        max_length=120,
        error_messages={"required": "Enter what the family is called"},
    )
