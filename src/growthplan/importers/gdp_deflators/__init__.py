"""GDP deflators: the Office for National Statistics' series and HM Treasury's."""
