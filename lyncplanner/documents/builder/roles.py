"""Which role a cluster has, by the services installed on it."""

from lyncplanner.documents.builder.estate import Cluster, Estate, Service
from lyncplanner.planning.topology import Role

USER_STORE = "UserStore"
_FILE_STORE = "FileStore"
_GATEWAYS = frozenset({"PstnGateway", "Trunk", "VideoGateway", "VideoTrunk"})
_ROLE_OF_SERVICE = {
    "MediationServer": Role.MEDIATION,
    "PersistentChatService": Role.PERSISTENT_CHAT,
    "PersistentChatServer": Role.PERSISTENT_CHAT,
    "ExternalServer": Role.TRUSTED_APPLICATION,
    "WacService": Role.OFFICE_WEB_APPS,
    "VideoInteropServer": Role.VIDEO_INTEROP,
}
"""Services that make a role where no Registrar or Edge stands beside them, the first counts."""


def role_of(cluster: Cluster, estate: Estate) -> Role | None:
    """A cluster's role; nothing where it needs no records."""
    services = estate.by_cluster.get(cluster.key, [])
    installed = {service.role for service in services if not service.in_database}
    if "EdgeServer" in installed:
        return Role.EDGE
    if "Registrar" in installed:
        return _registrar_role(cluster, services, estate)
    for name, role in _ROLE_OF_SERVICE.items():
        if name in installed:
            return role
    if any(service.in_database and service.role.endswith("Store") for service in services):
        return Role.BACK_END
    return None


def _registrar_role(cluster: Cluster, services: list[Service], estate: Estate) -> Role | None:
    if any(service.role == "Registrar" and service.is_director for service in services):
        return Role.DIRECTOR
    users = next((service for service in services if service.role == "UserServices"), None)
    if users is None:
        return Role.SURVIVABLE_BRANCH if cluster.in_branch else None
    own = any(store.cluster == cluster.key for store in _user_stores(users, services, estate))
    return Role.STANDARD_EDITION if own else Role.FRONT_END


def _user_stores(users: Service, services: list[Service], estate: Estate) -> list[Service]:
    """The user stores that user services depend on; where none is said, those beside them."""
    found = [estate.by_key.get(dependency.service) for dependency in users.dependencies]
    stores = [store for store in found if store is not None and _is_user_store(store)]
    return stores or [service for service in services if _is_user_store(service)]


def _is_user_store(service: Service) -> bool:
    return service.role == USER_STORE and service.in_database


def why_no_role(cluster: Cluster, estate: Estate) -> str:
    """Why a cluster is left out, for people."""
    roles = {service.role for service in estate.by_cluster.get(cluster.key, [])}
    if not roles:
        return "No service is installed on it."
    if roles == {_FILE_STORE}:
        return "It is a file store, whose name is not one that clients look up."
    if roles <= _GATEWAYS:
        return "It is a gateway or trunk, which is no part of this deployment's names."
    if "Registrar" in roles:
        return "Its Registrar has no users, is no Director and is in no branch site."
    return f"Its services need no records: {', '.join(sorted(roles))}."
