"""What is known of the people helped, as dated rows without names: tables shaped like the Standard Safeguarding Dataset.

Everything that is measured is measured from here, wherever it came from: casework, or a council's own return.
"""
