"""Rules of files and of their text."""

from growthplan.plan.rules.rule import table

TEXT_RULES = table({
    "plan-file": (
        "A plan's files have their own names",
        "A plan is a folder with plan.yaml and, beside it, files such as sites.yaml or a folder "
        "such as sites with one file for each site. Rename what is meant to be one of them.",
    ),
    "plan-file-name": (
        "A file in a folder is named by its id",
        "sites/port.yaml holds the site whose id is port, so that it can be found.",
    ),
    "plan-no-fields": (
        "A file holds fields",
        "Each line of a file is a field's name, a colon, a space and its value.",
    ),
    "plan-too-large": (
        "A file has at most 10 MB",
        "A full plan has less than 1 MB; a larger file is probably another one.",
    ),
    "plan-not-text": (
        "A plan is text",
        "Spreadsheets, PDFs and pictures cannot be read; save the plan as text in .yaml files.",
    ),
    "plan-encoding": (
        "A plan is saved as UTF-8",
        "Other encodings garble pound signs, dashes and accents. Save the file again as UTF-8.",
    ),
    "plan-character": (
        "No characters that an editor does not show",
        "Invisible characters often come from copying out of another program; type the line again.",
    ),
    "plan-more": (
        "Further faults are only counted",
        "A file shows its first 500 faults; mend those and check again.",
    ),
    "yaml-syntax": (
        "The file is well-formed",
        "Indent with spaces, put ': ' between a field and its value, close quotes and brackets.",
    ),
    "yaml-documents": (
        "A file holds one document",
        "A line '---' starts a second document, which would not be read.",
    ),
    "yaml-key": (
        "Field names are plain words",
        "A list or a group of fields cannot be the name of a field.",
    ),
    "yaml-depth": (
        "Fields do not lie too deep",
        "A plan needs about eight levels; a bracket is probably never closed.",
    ),
    "yaml-list": (
        "Items of a list are indented alike",
        "A '-' that is indented under text is silently joined to that text.",
    ),
    "yaml-duplicate": (
        "A field is given once",
        "Of two fields of one name only one could count; keep the right one.",
    ),
    "yaml-alias": (
        "Text is written out where it stands",
        "References with a star make files hard to read and can blow up; write the text out.",
    ),
    "yaml-anchor": (
        "No marks for use elsewhere",
        "Marks with an ampersand serve references, which a plan does not allow.",
    ),
    "yaml-tag": (
        "No tags",
        "Words with an exclamation mark in front ask a program to build something; delete them.",
    ),
})  # fmt: skip
"""Rules of files and of their text, by code."""
