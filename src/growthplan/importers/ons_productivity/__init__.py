"""Subregional productivity of the Office for National Statistics: its family of workbooks."""
