"""The plugin managers of core and of core's modules, from 8.0 to 11: one row each."""

from uninstaller.drupal.modern.provides.plugins.model import PluginManager

_VIEWS_HANDLERS = ("area", "argument", "field", "filter", "join", "relationship", "sort")
_VIEWS_PLUGINS = (
    "access", "argument_default", "argument_validator", "cache", "display", "display_extender", "exposed_form", "pager",
    "query", "row", "style", "wizard",
)  # fmt: skip
_PLUGIN_ID = "Drupal\\Component\\Plugin\\Attribute\\PluginID"


def _classes(  # noqa: PLR0917 - columns of a table
    module: str, service: str, folder: str, space: str, name: str, alter: str, *more: str, yaml: str = ""
) -> PluginManager:
    r"""Attribute `Drupal\{space}\Attribute\{name}` and annotation `@{name}`; `more` names are subclasses of these."""
    attributes = tuple(f"Drupal\\{space}\\Attribute\\{one}" for one in (name, *more))
    return PluginManager(f"plugin.manager.{service}", module, folder, (name, *more), attributes, alter, yaml)


def _views(kind: str) -> PluginManager:
    name = "Views" + kind.title().replace("_", "")
    folder, alter = f"Plugin/views/{kind}", f"views_plugins_{kind}"
    return _classes("views", f"views.{kind}", folder, "views", name, alter)


def _migrate(kind: str, *names: str, attribute: str = "") -> PluginManager:
    attributes = (f"Drupal\\migrate\\Attribute\\{attribute}", _PLUGIN_ID) if attribute else (_PLUGIN_ID,)
    service, folder = f"plugin.manager.migrate.{kind}", f"Plugin/migrate/{kind}"
    return PluginManager(service, "migrate", folder, names, attributes, f"migrate_{kind}_info")


def _yaml(module: str, service: str, file: str, alter: str) -> PluginManager:
    return PluginManager(f"plugin.manager.{service}", module, alter=alter, yaml=file)


MANAGERS: tuple[PluginManager, ...] = (
    _classes("core", "action", "Plugin/Action", "Core\\Action", "Action", "action_info"),
    _classes("core", "archiver", "Plugin/Archiver", "Core\\Archiver", "Archiver", "archiver_info"),
    _classes("core", "block", "Plugin/Block", "Core\\Block", "Block", "block"),
    _classes("core", "condition", "Plugin/Condition", "Core\\Condition", "Condition", "condition_info"),
    _classes(
        "core", "config_action", "Plugin/ConfigAction", "Core\\Config\\Action", "ConfigAction", "config_action"
    ),
    _classes(
        "core", "display_variant", "Plugin/DisplayVariant", "Core\\Display", "DisplayVariant", "display_variant_plugin",
        "PageDisplayVariant",
    ),
    _classes(
        "core", "element_info", "Element", "Core\\Render", "RenderElement", "element_plugin", "FormElement"
    ),
    _classes(
        "core", "entity_reference_selection", "Plugin/EntityReferenceSelection", "Core\\Entity",
        "EntityReferenceSelection", "entity_reference_selection",
    ),
    _classes("core", "field.field_type", "Plugin/Field/FieldType", "Core\\Field", "FieldType", "field_info"),
    _classes(
        "core", "field.formatter", "Plugin/Field/FieldFormatter", "Core\\Field", "FieldFormatter",
        "field_formatter_info",
    ),
    _classes("core", "field.widget", "Plugin/Field/FieldWidget", "Core\\Field", "FieldWidget", "field_widget_info"),
    _classes("core", "icon_extractor", "Plugin/IconExtractor", "Core\\Theme\\Icon", "IconExtractor",
             "icon_extractor_info"),
    _classes("core", "mail", "Plugin/Mail", "Core\\Mail", "Mail", "mail_backend_info"),
    _classes("core", "queue_worker", "Plugin/QueueWorker", "Core\\Queue", "QueueWorker", "queue_info"),
    _classes("core", "core.layout", "Plugin/Layout", "Core\\Layout", "Layout", "layout", yaml="layouts"),
    _yaml("core", "field.field_type_category", "field_type_categories", "field_type_category_info"),
    _yaml("core", "icon_pack", "icons", "icon_pack"),
    _yaml("core", "link_relation_type", "link_relation_types", ""),
    _yaml("core", "menu.contextual_link", "links.contextual", "contextual_links_plugins"),
    _yaml("core", "menu.link", "links.menu", "menu_links_discovered"),
    _yaml("core", "menu.local_action", "links.action", "menu_local_actions"),
    _yaml("core", "menu.local_task", "links.task", "local_tasks"),
    PluginManager("plugin.manager.sdc", "core", directory="components", ending=".component.yml", is_deep=True),
    PluginManager("image.toolkit.manager", "core", "Plugin/ImageToolkit", ("ImageToolkit",),
                  ("Drupal\\Core\\ImageToolkit\\Attribute\\ImageToolkit",)),
    PluginManager("image.toolkit.operation.manager", "core", "Plugin/ImageToolkit/Operation",
                  ("ImageToolkitOperation",), ("Drupal\\Core\\ImageToolkit\\Attribute\\ImageToolkitOperation",),
                  "image_toolkit_operation"),
    PluginManager("typed_data_manager", "core", "Plugin/DataType", ("DataType",),
                  ("Drupal\\Core\\TypedData\\Attribute\\DataType",), "data_type_info"),
    PluginManager("validation.constraint", "core", "Plugin/Validation/Constraint", ("Constraint",),
                  ("Drupal\\Core\\Validation\\Attribute\\Constraint",), "validation_constraint"),
    PluginManager("entity_type.manager", "core", "Entity", ("ContentEntityType", "ConfigEntityType", "EntityType"),
                  tuple(f"Drupal\\Core\\Entity\\Attribute\\{name}"
                        for name in ("ContentEntityType", "ConfigEntityType", "EntityType", "Bundle")), "entity_type"),
    *(
        PluginManager(f"plugin.manager.aggregator.{kind}", "aggregator", f"Plugin/aggregator/{kind}",
                      (f"Aggregator{kind.title()}",), alter=f"aggregator_{kind}_info")
        for kind in ("fetcher", "parser", "processor")
    ),
    PluginManager("breakpoint.manager", "breakpoint", alter="breakpoints", yaml="breakpoints"),
    _classes("ckeditor", "ckeditor.plugin", "Plugin/CKEditorPlugin", "ckeditor", "CKEditorPlugin",
             "ckeditor_plugin_info"),
    _classes("ckeditor5", "ckeditor5.plugin", "Plugin/CKEditor5Plugin", "ckeditor5", "CKEditor5Plugin",
             "ckeditor5_plugin_info", yaml="ckeditor5"),
    _classes("ckeditor5", "ckeditor4to5upgrade.plugin", "Plugin/CKEditor4To5Upgrade", "ckeditor5",
             "CKEditor4To5Upgrade", "ckeditor4to5upgrade_plugin_info"),
    _yaml("config_translation", "config_translation.mapper", "config_translation", "config_translation_info"),
    _classes("editor", "editor", "Plugin/Editor", "editor", "Editor", "editor_info"),
    _classes("filter", "filter", "Plugin/Filter", "filter", "Filter", "filter_info"),
    _classes("help", "help_section", "Plugin/HelpSection", "help", "HelpSection", "help_section_info"),
    PluginManager("plugin.manager.help_topic", "help", alter="help_topics_info", yaml="help_topics",
                  directory="help_topics", ending=".html.twig"),
    _classes("image", "image.effect", "Plugin/ImageEffect", "image", "ImageEffect", "image_effect_info"),
    _classes("language", "language_negotiation_method", "Plugin/LanguageNegotiation", "language", "LanguageNegotiation",
             "language_negotiation_info"),
    _classes("layout_builder", "layout_builder.section_storage", "Plugin/SectionStorage", "layout_builder",
             "SectionStorage", "layout_builder_section_storage"),
    _classes("media", "media.source", "Plugin/media/Source", "media", "MediaSource", "media_source_info",
             "OEmbedMediaSource"),
    _migrate("source", "MigrateSource", attribute="MigrateSource"),
    _migrate("process", "MigrateProcessPlugin", attribute="MigrateProcess"),
    _migrate("destination", "MigrateDestination", attribute="MigrateDestination"),
    _migrate("id_map", "PluginID"),
    PluginManager("plugin.manager.migrate.field", "migrate_drupal", "Plugin/migrate/field", ("MigrateField",),
                  ("Drupal\\migrate_drupal\\Attribute\\MigrateField",), "migrate_field_info"),
    PluginManager("plugin.manager.migrate.cckfield", "migrate_drupal", "Plugin/migrate/cckfield", ("MigrateCckField",),
                  alter="migrate_cckfield_info"),
    PluginManager("plugin.manager.migration", "migrate", alter="migration_plugins", directory="migrations",
                  ending=".yml"),
    _classes("navigation", "top_bar_item", "Plugin/TopBarItem", "navigation", "TopBarItem", "top_bar_item"),
    _classes("quickedit", "quickedit.editor", "Plugin/InPlaceEditor", "quickedit", "InPlaceEditor", "quickedit_editor"),
    _classes("rest", "rest", "Plugin/rest/resource", "rest", "RestResource", "rest_resource"),
    PluginManager("plugin.manager.search", "search", "Plugin/Search", ("SearchPlugin",),
                  ("Drupal\\search\\Attribute\\Search",), "search_plugin"),
    _classes("tour", "tour.tip", "Plugin/tour/tip", "tour", "Tip", "tour_tips_info"),
    _classes("workflows", "workflows.type", "Plugin/WorkflowType", "workflows", "WorkflowType", "workflow_type_info"),
    *(_views(kind) for kind in sorted((*_VIEWS_HANDLERS, *_VIEWS_PLUGINS))),
)  # fmt: skip
