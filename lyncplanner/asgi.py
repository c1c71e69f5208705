"""The ASGI application that a server loads."""

import os

from django.core.asgi import get_asgi_application

from lyncplanner.accounts.checks import require_secret_key

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lyncplanner.settings")
application = get_asgi_application()
require_secret_key()
