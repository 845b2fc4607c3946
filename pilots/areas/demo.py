"""The five pilot areas that can be named, for the demo. Facts come from the dossier; what is drawn is schematic."""


def load() -> None:
    """Load sites and areas; running it again changes nothing."""
