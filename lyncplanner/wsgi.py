"""The WSGI application that a server loads."""

import os

from django.core.wsgi import get_wsgi_application

from lyncplanner.accounts.checks import require_secret_key

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lyncplanner.settings")
application = get_wsgi_application()
require_secret_key()
