"""Pictures a screen reader can read: each has a title and a description, and its table stands beside it on the page."""

from markupsafe import Markup


def accessible_svg(
    content: Markup, *, name: str, title: str, description: str, width: int, height: int, classes: str = ""
) -> Markup:
    """An inline SVG around `content` (already safe); `name` must be unique on the page, for the title's id.

    Sized by its view box so that it shrinks with a phone's column; no inline style, which the content policy forbids.
    """
    return Markup(
        '<svg class="hearth-picture__svg {classes}" role="img" aria-labelledby="{name}-title {name}-description" '
        'viewBox="0 0 {width} {height}" width="{width}" height="{height}" xmlns="http://www.w3.org/2000/svg">'
        '<title id="{name}-title">{title}</title><desc id="{name}-description">{description}</desc>{content}</svg>'
    ).format(
        name=name, title=title, description=description, width=width, height=height, classes=classes, content=content
    )
