"""The database itself keeps revisions: it refuses UPDATE, and DELETE while their deployment is
there. Purging a deployment takes its row first, then its revisions, in one transaction: the
reference between them is checked only at the end.
"""

from typing import Any

from django.db import connections, transaction

_SQLITE = (
    "DROP TRIGGER IF EXISTS revision_never_changes",
    """
    CREATE TRIGGER revision_never_changes BEFORE UPDATE ON reviews_revision
    BEGIN SELECT RAISE(ABORT, 'a revision never changes'); END
    """,
    "DROP TRIGGER IF EXISTS revision_is_kept",
    """
    CREATE TRIGGER revision_is_kept BEFORE DELETE ON reviews_revision
    WHEN EXISTS (SELECT 1 FROM deployments_deployment WHERE id = OLD.deployment_id)
    BEGIN SELECT RAISE(ABORT, 'a revision goes only with its deployment'); END
    """,
    # INSERT OR REPLACE deletes without asking the trigger above.
    "DROP TRIGGER IF EXISTS revision_is_not_replaced",
    """
    CREATE TRIGGER revision_is_not_replaced BEFORE INSERT ON reviews_revision
    WHEN EXISTS (
        SELECT 1 FROM reviews_revision WHERE id = NEW.id
        OR (deployment_id = NEW.deployment_id AND number = NEW.number)
    )
    BEGIN SELECT RAISE(ABORT, 'a revision never changes'); END
    """,
)
_POSTGRESQL = (
    """
    CREATE OR REPLACE FUNCTION revision_never_changes() RETURNS trigger AS $$
    BEGIN
        RAISE EXCEPTION 'a revision never changes' USING ERRCODE = 'integrity_constraint_violation';
    END $$ LANGUAGE plpgsql
    """,
    """
    CREATE OR REPLACE FUNCTION revision_is_kept() RETURNS trigger AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM deployments_deployment WHERE id = OLD.deployment_id) THEN
            RAISE EXCEPTION 'a revision goes only with its deployment'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END $$ LANGUAGE plpgsql
    """,
    "DROP TRIGGER IF EXISTS revision_never_changes ON reviews_revision",
    """
    CREATE TRIGGER revision_never_changes BEFORE UPDATE ON reviews_revision
    FOR EACH ROW EXECUTE FUNCTION revision_never_changes()
    """,
    "DROP TRIGGER IF EXISTS revision_is_kept ON reviews_revision",
    """
    CREATE TRIGGER revision_is_kept BEFORE DELETE ON reviews_revision
    FOR EACH ROW EXECUTE FUNCTION revision_is_kept()
    """,
)
TRIGGERS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


def keep_triggers(using: str, **_: Any) -> None:
    """Create the triggers anew after each migration.

    Not in a migration of their own: SQLite loses them whenever a later one rebuilds the table.
    """
    connection = connections[using]
    if "reviews_revision" not in connection.introspection.table_names():
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        for statement in TRIGGERS[connection.vendor]:
            cursor.execute(statement)
