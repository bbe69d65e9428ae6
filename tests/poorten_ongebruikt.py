"""Names that vulture cannot see used, per reason. Not a test and never imported: vulture reads it as use."""

from typing import Any

_: Any = None

# Velden die een bestand of een formaat bewaart; zij worden per soort gelezen en geschreven, nooit bij naam gevraagd.
(
    _.uitgifte,
    _.stam_id,
    _.revisie_id,
    _.gepubliceerd,
    _.publicatie_iwt,
    _.zicht_eind,
    _.versie_id,
)  # verordening/boom: STOP en BWB
_.vergaderritme, _.aanlevering_weken, _.beeldvormend_weken, _.oordeelsvormend_weken, _.bekendmaking_dagen  # gemeenten
_.rechtsvorm, _.zetel
_.inhoud_id, _.verwacht_vanaf, _.per_regeling
_.bedoeld, _.bewering, _.vergelijkingen  # maatregelen.xml

# Eigenschappen van andermans objecten: zetten is het gebruik.
_.compress_type, _.external_attr, _.create_system  # zipfile
_.quotePrefix, _.width, _.print_title_rows, _.orientation, _.fitToHeight, _.fitToPage, _.creator, _.modified  # openpyxl
_.load, _.koop_parse, _.tempdir, _.Match_Distance, _.Match_Threshold
_.model_config  # pydantic

# Bij naam geladen (verordening/lezers) of door een bibliotheek aangeroepen.
_.lees_bwb, _.lees_publicatie, _.lees_odt
_.getitem  # jinja2
_.convert, _.options_metavar, _.format_commands  # click
_.https_response, _.http_open, _.https_open, _.response_class, _.readable, _.readinto  # urllib, io
_.__getattr__, _.__dir__, _.__call__

# Eigen waarden die bij een rij horen die anders niet af is.
_.VRAAG  # Ernst
